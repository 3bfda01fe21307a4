-- How easily people find a road when they need it (R056): one answer per person and road, the newest counts. Whose it is
-- serves to let them change it and to count nobody twice; what everybody is told is in src/process/rating.ts.
create table process_rating (
  organisation_id uuid not null references organisation (id) on delete cascade,
  process_id uuid not null,
  person_id uuid not null,
  -- Null once withdrawn; the row goes when nothing that is told has it any more.
  value smallint check (value between 1 and 5),
  comment text not null,
  rated_at timestamptz not null,
  rated_as text not null,
  -- The value as it is in the number and the median that are told, and in the bars; null where it isn't.
  counted smallint check (counted between 1 and 5),
  spread smallint check (spread between 1 and 5),
  -- Whether those who answer for the road may read the comment yet.
  comment_told boolean not null default false,
  primary key (organisation_id, process_id, person_id),
  foreign key (organisation_id, process_id) references process (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id),
  check (value is not null or comment = ''),
  check (value is not null or counted is not null or spread is not null)
);
call protect('process_rating');
comment on table process_rating is 'Never shown with a name, nor its values in the audit trail.';

-- Where the bars of a road begin, as they were told last.
create table process_rating_bars (
  organisation_id uuid not null references organisation (id) on delete cascade,
  process_id uuid not null,
  starts jsonb not null,
  primary key (organisation_id, process_id),
  foreign key (organisation_id, process_id) references process (organisation_id, id)
);
call protect('process_rating_bars');
