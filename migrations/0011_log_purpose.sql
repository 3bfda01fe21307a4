-- What a log is read for, and what of the file was left out or replaced by pseudonyms when it was taken in (D13).
alter table imported_log
  add column purpose text not null default '',
  add column left_out jsonb not null default '[]',
  add column pseudonymised jsonb not null default '[]';
