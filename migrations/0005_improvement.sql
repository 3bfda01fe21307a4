create table obstacle_kind (
  organisation_id uuid not null,
  key text not null,
  sv text not null,
  en text not null,
  position integer not null default 0,
  primary key (organisation_id, key)
);

create table obstacle (
  organisation_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  step_id text,
  step_name text,
  journey_id uuid,
  handoff_id uuid,
  kind text not null,
  note text not null,
  reported_at timestamptz not null,
  reported_by uuid not null,
  reported_as text not null,
  state text not null check (state in ('open', 'removed')),
  removed_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, process_id) references process (organisation_id, id),
  foreign key (organisation_id, kind) references obstacle_kind (organisation_id, key),
  foreign key (organisation_id, reported_by) references person (organisation_id, id)
);
create index obstacle_process on obstacle (organisation_id, process_id, state);

create table obstacle_contribution (
  organisation_id uuid not null,
  id uuid not null,
  obstacle_id uuid not null,
  at timestamptz not null,
  person_id uuid not null,
  hat text not null,
  text text not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, obstacle_id) references obstacle (organisation_id, id)
);
create index obstacle_contribution_obstacle on obstacle_contribution (organisation_id, obstacle_id);
