-- What people report that they cannot use in Resväg itself, and how it was answered (DOS-lagen 2018:1937).
create table accessibility_report (
  organisation_id uuid not null references organisation (id) on delete cascade,
  id uuid not null,
  reported_at timestamptz not null,
  -- Null when who reported was not signed in.
  reported_by uuid,
  reported_as text,
  note text not null check (note <> ''),
  page text not null,
  contact text check (contact <> ''),
  state text not null check (state in ('open', 'answered')),
  answered_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, reported_by) references person (organisation_id, id),
  check ((reported_by is null) = (reported_as is null)),
  check ((state = 'answered') = (answered_at is not null)),
  -- What the form promises: it is kept no longer than until the report is answered.
  check (state = 'open' or contact is null)
);
call protect('accessibility_report');
comment on column accessibility_report.contact is 'E-mail address or phone number of who wants an answer; never in the audit trail.';
create index accessibility_report_state on accessibility_report (organisation_id, state, reported_at);

-- What was done with a report: written once, never changed.
create table accessibility_report_line (
  organisation_id uuid not null references organisation (id) on delete cascade,
  id uuid not null,
  report_id uuid not null,
  at timestamptz not null,
  person_id uuid not null,
  hat text not null,
  kind text not null check (kind in ('answered', 'reopened', 'contact-removed')),
  text text not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, report_id) references accessibility_report (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id),
  check ((kind = 'contact-removed') = (text = ''))
);
call protect('accessibility_report_line');
create index accessibility_report_line_report on accessibility_report_line (organisation_id, report_id, at);
create trigger accessibility_report_line_unchanged before update or delete or truncate on accessibility_report_line
  execute function refuse_change();
