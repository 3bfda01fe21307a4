-- Roles of the organisation's own (R067): named kinds of a hat, tied to a management area. What one may do is said by the
-- hat alone; the reference below makes it impossible to wear such a role with another hat's rights than its own.
create table own_role (
  organisation_id uuid not null references organisation (id) on delete cascade,
  id uuid not null,
  name text not null check (name <> ''),
  -- Null where the organisation has no English name for it: then the Swedish one is used.
  name_en text check (name_en <> ''),
  purpose text not null check (purpose <> ''),
  area text not null check (area in ('process-management', 'resource-management', 'work-management', 'governance')),
  hat text not null,
  -- From then on nobody is given the role any more.
  ended_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, id, hat)
);
call protect('own_role');
create unique index own_role_name on own_role (organisation_id, lower(name collate "sv-x-icu"));

alter table role_assignment
  add column own_role_id uuid,
  add column appointed_own_role_id uuid,
  add foreign key (organisation_id, own_role_id, hat) references own_role (organisation_id, id, hat),
  add foreign key (organisation_id, appointed_own_role_id) references own_role (organisation_id, id);
comment on column role_assignment.own_role_id is 'The role of the organisation''s own that the hat is worn as; null: the hat itself.';
comment on column role_assignment.appointed_own_role_id is 'The same for the hat of whoever appointed.';
create index role_assignment_own_role on role_assignment (organisation_id, own_role_id) where own_role_id is not null;

-- Where a hat is kept without the appointment that it was worn by, the role is kept beside it. Facts of journeys and lines
-- of the audit trail name the appointment, which knows its role.
alter table obstacle_contribution
  add column own_role_id uuid,
  add foreign key (organisation_id, own_role_id) references own_role (organisation_id, id);
alter table accessibility_report
  add column reported_own_role_id uuid,
  add foreign key (organisation_id, reported_own_role_id) references own_role (organisation_id, id);
alter table accessibility_report_line
  add column own_role_id uuid,
  add foreign key (organisation_id, own_role_id) references own_role (organisation_id, id);
