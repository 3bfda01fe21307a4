-- What everything else stands on: organisations, sessions, the audit trail, and row-level security as one word.

create table organisation (
  id uuid primary key,
  name text not null,
  -- A demo organisation is invented, and every screen says so.
  demo boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table organisation is 'One customer of the installation. Not under row-level security: sign-in must find it first.';

-- The organisation that the transaction works for; null outside of any, and then protected tables look empty.
create function app_organisation() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.organisation_id', true), '')::uuid;

-- Puts a table under row-level security by its organisation_id. Every table of an organisation is given to this.
create procedure protect(target regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy own_organisation on %s using (organisation_id = app_organisation()) with check (organisation_id = app_organisation())', target);
end $$;

-- Refuses to change what has been written once.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or removed', tg_table_name using errcode = 'restrict_violation';
end $$;

create table session (
  organisation_id uuid not null references organisation (id) on delete cascade,
  -- SHA-256 of the secret in the cookie: who reads the table cannot sign in with it.
  id text not null,
  person_id uuid not null,
  assignment_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (organisation_id, id)
);
call protect('session');

create table audit (
  organisation_id uuid not null references organisation (id) on delete cascade,
  id uuid not null,
  at timestamptz not null,
  -- 'change' or 'read'
  kind text not null check (kind in ('change', 'read')),
  person_id uuid not null,
  assignment_id uuid not null,
  hat text not null,
  operation text not null,
  subject_kind text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  reason text,
  primary key (organisation_id, id)
);
call protect('audit');
create index audit_subject on audit (organisation_id, subject_kind, subject_id, at);
create index audit_person on audit (organisation_id, person_id, at);
create trigger audit_unchanged before update or delete or truncate on audit execute function refuse_change();

-- The chain over the audit rows, made by a sealing pass (src/platform/audit.ts says why it is not made row by row).
create table audit_seal (
  organisation_id uuid not null references organisation (id) on delete cascade,
  place bigint not null,
  audit_id uuid not null,
  hash text not null,
  primary key (organisation_id, place),
  unique (organisation_id, audit_id)
);
call protect('audit_seal');
create trigger audit_seal_unchanged before update or delete or truncate on audit_seal execute function refuse_change();
