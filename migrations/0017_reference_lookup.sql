-- `lower` may tell of rows that a session must not see (it isn't leakproof), so under row-level security an index on it is
-- never used: each start read every reference there is. Equality is leakproof, also by a collation that passes over case.
create collation any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
create index journey_reference on journey (organisation_id, reference collate any_case);
drop index journey_reference_any_case;
