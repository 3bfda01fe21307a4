-- References that differ only by small and capital letters are one and the same: looked up without regard to case. Not
-- unique, since an organisation may have got such pairs before; new ones are refused under a lock.
create index journey_reference_any_case on journey (organisation_id, lower(reference));
