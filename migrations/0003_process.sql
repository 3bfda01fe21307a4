-- Processes and their versions. The BPMN text is the stored truth; `road` is what was read from it, kept for speed.
create table process (
  organisation_id uuid not null,
  id uuid not null,
  key text not null,
  name text not null,
  kind text not null check (kind in ('core', 'support', 'management')),
  important boolean not null default false,
  board text,
  position integer not null default 0,
  primary key (organisation_id, id),
  unique (organisation_id, key)
);

create table process_version (
  organisation_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  number integer not null,
  state text not null check (state in ('draft', 'adopted', 'replaced')),
  bpmn bytea not null,
  road jsonb not null,
  created_at timestamptz not null,
  created_by uuid,
  adopted_at timestamptz,
  adopted_by uuid,
  note text not null default '',
  primary key (organisation_id, id),
  unique (organisation_id, process_id, number),
  foreign key (organisation_id, process_id) references process (organisation_id, id)
);
create unique index process_version_adopted on process_version (organisation_id, process_id) where state = 'adopted';

-- What one process gives to another (R074).
create table process_neighbour (
  organisation_id uuid not null,
  from_process_id uuid not null,
  to_process_id uuid not null,
  object text not null,
  border text not null,
  primary key (organisation_id, from_process_id, to_process_id, object),
  foreign key (organisation_id, from_process_id) references process (organisation_id, id),
  foreign key (organisation_id, to_process_id) references process (organisation_id, id)
);

create table team_process (
  organisation_id uuid not null,
  team_id uuid not null,
  process_id uuid not null,
  primary key (organisation_id, team_id, process_id),
  foreign key (organisation_id, team_id) references team (organisation_id, id),
  foreign key (organisation_id, process_id) references process (organisation_id, id)
);
create index team_process_process on team_process (organisation_id, process_id);
