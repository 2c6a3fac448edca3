-- A posting whose roles break a rule offers none, until better rules or other words.
delete from role_text where role_id in (
    select role_id from stated where source = $source and board = $board and posting_id = $posting_id
);
delete from evidence where role_id in (
    select role_id from stated where source = $source and board = $board and posting_id = $posting_id
);
delete from stated where source = $source and board = $board and posting_id = $posting_id;
update posting set roles = 0 where source = $source and board = $board and posting_id = $posting_id;
