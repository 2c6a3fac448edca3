-- After merge_roles.sql, where no board was read: these postings are now understood by the present rules.
update posting set inference_version = $inference_version, roles = i.roles
from landed_inferred i
where posting.source = i.source and posting.board = i.board and posting.posting_id = i.posting_id;
