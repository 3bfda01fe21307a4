-- Imported logs: the row tells what it is, the events lie in a file of the data folder named by the id.
create table imported_log (
  organisation_id uuid not null,
  id uuid not null,
  name text not null,
  state text not null check (state in ('reading', 'ready', 'failed', 'cancelled')),
  imported_at timestamptz not null,
  imported_by uuid not null,
  format text not null,
  columns jsonb not null default '{}',
  bytes bigint not null default 0,
  bytes_read bigint not null default 0,
  events bigint not null default 0,
  cases bigint not null default 0,
  activities integer not null default 0,
  rejected_rows bigint not null default 0,
  rejected jsonb not null default '[]',
  failure jsonb,
  primary key (organisation_id, id)
);
