-- What has been undone is looked for with every fact that is read as a log, and is there seldom.
create index journey_fact_undone on journey_fact (organisation_id, journey_id) where kind = 'act-undone';
