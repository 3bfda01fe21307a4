-- Units, people, teams and hats. The organisation itself is in 0001. Every key starts with organisation_id, so that
-- organisations can be spread over partitions or servers, and row-level security has one shape everywhere.
create table unit (
  organisation_id uuid not null,
  id uuid not null,
  name text not null,
  parent_id uuid,
  board text not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, parent_id) references unit (organisation_id, id),
  unique (organisation_id, name)
);

create table person (
  organisation_id uuid not null,
  id uuid not null,
  name text not null,
  title text not null,
  unit_id uuid not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, unit_id) references unit (organisation_id, id)
);

create table team (
  organisation_id uuid not null,
  id uuid not null,
  name text not null,
  goal text not null,
  primary key (organisation_id, id),
  unique (organisation_id, name)
);

create table team_member (
  organisation_id uuid not null,
  team_id uuid not null,
  person_id uuid not null,
  primary key (organisation_id, team_id, person_id),
  foreign key (organisation_id, team_id) references team (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id)
);
create index team_member_person on team_member (organisation_id, person_id);

create table role_assignment (
  organisation_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  hat text not null,
  scope_kind text not null check (scope_kind in ('organisation', 'process', 'team', 'unit')),
  scope_process_id uuid,
  scope_team_id uuid,
  scope_unit_id uuid,
  valid_from timestamptz not null,
  valid_to timestamptz,
  appointed_by uuid,
  appointed_as text,
  appointed_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id),
  check ((scope_kind = 'process') = (scope_process_id is not null)),
  check ((scope_kind = 'team') = (scope_team_id is not null)),
  check ((scope_kind = 'unit') = (scope_unit_id is not null)),
  check (valid_to is null or valid_to >= valid_from)
);
create index role_assignment_person on role_assignment (organisation_id, person_id);
create index role_assignment_hat on role_assignment (organisation_id, hat, scope_process_id);

-- Local names of hats (R125), and whether one signs in by choosing a person: the only way until the organisation's own
-- sign-in is connected. Every screen says so.
alter table organisation add column labels jsonb not null default '{}';
alter table organisation add column person_choice boolean not null default true;
