-- An object-centric log waits, once read, for somebody to say objects of which type are its cases. What it holds, and what was
-- chosen, is kept with it; a choice that isn't made in time ends the import.
alter table imported_log drop constraint imported_log_state_check;
alter table imported_log
  add constraint imported_log_state_check check (state in ('reading', 'choosing', 'ready', 'failed', 'cancelled')),
  add column objects jsonb,
  add column choose_until timestamptz;
