create table strategy (
  organisation_id uuid not null,
  id uuid not null,
  version integer not null,
  title text not null,
  text text not null,
  goals jsonb not null,
  state text not null check (state in ('proposed', 'in-force', 'replaced')),
  proposed_at timestamptz not null,
  proposed_by uuid not null,
  decision jsonb,
  primary key (organisation_id, id),
  unique (organisation_id, version),
  -- R001: in force only through a recorded board decision.
  check (state = 'proposed' or decision is not null)
);
create unique index strategy_in_force on strategy (organisation_id) where state = 'in-force';
