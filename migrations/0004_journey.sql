-- Facts of journeys, append-only: the primary key is the optimistic lock, and nothing updates or deletes a fact.
create table journey_fact (
  organisation_id uuid not null,
  journey_id uuid not null,
  seq integer not null,
  kind text not null,
  data jsonb not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  person_id uuid not null,
  hat text not null,
  assignment_id uuid not null,
  primary key (organisation_id, journey_id, seq)
);

-- What the facts add up to, written in the same transaction: lists read this, `state` is the folded journey.
create table journey (
  organisation_id uuid not null,
  id uuid not null,
  reference text not null,
  process_id uuid not null,
  version_id uuid not null,
  start_situation text not null,
  goal_situation text not null,
  state text not null check (state in ('travelling', 'closed')),
  outcome text,
  team_id uuid not null,
  responsible_id uuid not null,
  revision integer not null,
  folded jsonb not null,
  started_at timestamptz not null,
  closed_at timestamptz,
  last_at timestamptz not null,
  handoffs integer not null default 0,
  obstacles integer not null default 0,
  primary key (organisation_id, id),
  unique (organisation_id, reference),
  foreign key (organisation_id, process_id) references process (organisation_id, id),
  foreign key (organisation_id, version_id) references process_version (organisation_id, id),
  foreign key (organisation_id, team_id) references team (organisation_id, id),
  foreign key (organisation_id, responsible_id) references person (organisation_id, id)
);
create index journey_process on journey (organisation_id, process_id, state);
create index journey_team_state on journey (organisation_id, team_id, state);
create index journey_responsible on journey (organisation_id, responsible_id, state);

-- Teams that take or have taken part: they may read the journey (D02, R042).
create table journey_team (
  organisation_id uuid not null,
  journey_id uuid not null,
  team_id uuid not null,
  primary key (organisation_id, journey_id, team_id)
);
create index journey_team_team on journey_team (organisation_id, team_id);

-- Where a journey stands: one row for each step, awaited event or fork that waits, with the team that it lies with.
create table journey_offer (
  organisation_id uuid not null,
  journey_id uuid not null,
  node_id text not null,
  kind text not null check (kind in ('step', 'event', 'choice')),
  name text not null,
  team_id uuid not null,
  state text not null check (state in ('ready', 'needs-handoff', 'handed-over')),
  since timestamptz not null,
  target_by timestamptz,
  taken_by uuid,
  taken_at timestamptz,
  primary key (organisation_id, journey_id, node_id)
);
create index journey_offer_taken on journey_offer (organisation_id, taken_by);
create index journey_offer_team on journey_offer (organisation_id, team_id, state);
create index journey_offer_node on journey_offer (organisation_id, node_id);

-- The last running number of the references that Resväg makes, e.g. 123 of BU-2026-00123.
create table journey_number (
  organisation_id uuid not null,
  prefix text not null,
  year integer not null,
  last integer not null,
  primary key (organisation_id, prefix, year)
);

create table journey_handoff (
  organisation_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  step_id text not null,
  from_team_id uuid not null,
  to_team_id uuid not null,
  offered_by uuid not null,
  included jsonb not null,
  message text not null,
  offered_at timestamptz not null,
  accept_by timestamptz,
  state text not null check (state in ('offered', 'accepted', 'returned', 'withdrawn')),
  accepted_at timestamptz,
  returned_at timestamptz,
  reason text,
  primary key (organisation_id, id)
);
create index journey_handoff_journey on journey_handoff (organisation_id, journey_id);
create index journey_handoff_to on journey_handoff (organisation_id, to_team_id, state);
create index journey_handoff_from on journey_handoff (organisation_id, from_team_id, state);

create table journey_clock (
  organisation_id uuid not null,
  journey_id uuid not null,
  clock_id text not null,
  run integer not null,
  name text not null,
  source text not null,
  started_at timestamptz not null,
  deadline timestamptz not null,
  warn_at timestamptz not null,
  stopped_at timestamptz,
  primary key (organisation_id, journey_id, clock_id, run)
);
create index journey_clock_deadline on journey_clock (organisation_id, deadline) where stopped_at is null;
