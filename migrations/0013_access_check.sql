-- Recurring checks of who has looked at journeys (SoLPuL 10 §; D02): a sample of a month's readings, each judged, and a
-- conclusion. Once finished, nothing of it changes.
create table access_check (
  organisation_id uuid not null,
  id uuid not null,
  -- The first day of the month, in Sweden, whose readings are checked.
  month date not null,
  size integer not null check (size between 1 and 200),
  -- When the check is of one person's readings only.
  person_id uuid,
  -- Readings of that month, and different pairs of reader and journey among them, when the sample was drawn.
  readings integer not null,
  pairs integer not null,
  begun_at timestamptz not null,
  begun_by uuid not null,
  begun_as text not null,
  finished_at timestamptz,
  finished_by uuid,
  conclusion text,
  follow_up text,
  primary key (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id),
  foreign key (organisation_id, begun_by) references person (organisation_id, id),
  foreign key (organisation_id, finished_by) references person (organisation_id, id),
  check ((finished_at is null) = (conclusion is null))
);
call protect('access_check');
create index access_check_month on access_check (organisation_id, month);

create table access_check_reading (
  organisation_id uuid not null,
  check_id uuid not null,
  -- The line of the audit trail.
  reading_id uuid not null,
  verdict text check (verdict in ('founded', 'unclear', 'unfounded')),
  note text not null default '',
  judged_at timestamptz,
  primary key (organisation_id, check_id, reading_id),
  foreign key (organisation_id, check_id) references access_check (organisation_id, id),
  foreign key (organisation_id, reading_id) references audit (organisation_id, id)
);
call protect('access_check_reading');

create index audit_reading on audit (organisation_id, at) where kind = 'read';
