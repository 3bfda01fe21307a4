-- The second authorisation: a session sees only the rows of the organisation that its transaction was opened for, even
-- where a query forgets to say so. `force` makes it hold for the owner of the tables as well.
do $$
declare
  t text;
begin
  foreach t in array array[
    'unit', 'person', 'team', 'team_member', 'role_assignment', 'process', 'process_version', 'process_neighbour',
    'team_process', 'journey_fact', 'journey', 'journey_team', 'journey_offer', 'journey_number', 'journey_handoff',
    'journey_clock',
    'obstacle_kind', 'obstacle', 'obstacle_contribution', 'strategy', 'imported_log'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_organisation on %I using (organisation_id = nullif(current_setting(''app.organisation_id'', true), '''')::uuid)',
      t
    );
  end loop;
end $$;
