-- The hire numbers that a team size leaves open, as macros for role.sql. The team counts everyone, founders included;
-- how many founders there are is not published, so 1 to 3 are assumed and the range widens. The next person hired is
-- number team - founders + 1; the last of the company's openings, this one among them, is team - founders + openings.
-- The lowest never falls below 1, nor the highest below the lowest; a team of unknown high end leaves it open (null).

create or replace temp macro first_hire(team_min) as greatest(1, coalesce(team_min, 1) - 3 + 1);

create or replace temp macro last_hire(team_min, team_max, openings) as
    case when team_max is not null then greatest(first_hire(team_min), team_max - 1 + greatest(1, openings)) end;
