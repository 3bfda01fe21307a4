-- The audit trail is read together with the facts of journeys, newest first; and a fact, once written, is as unchangeable as
-- a line of the trail.
create index audit_at on audit (organisation_id, at);
create index journey_fact_recorded on journey_fact (organisation_id, recorded_at);
create trigger journey_fact_unchanged before update or delete or truncate on journey_fact execute function refuse_change();
