-- A clock warns at most fourteen days before its end: of clocks that were written before this, later than they were to.
-- In hours, since a day of an interval is another length in the nights when the clocks of the country change. Row-level
-- security holds for the owner too, hence lifted while all organisations' rows are changed.
alter table journey_clock no force row level security;
update journey_clock set warn_at = deadline - interval '336 hours' where warn_at < deadline - interval '336 hours';
alter table journey_clock force row level security;
