-- Sign-in by OpenID Connect: who a person is at the provider, how strongly a session was proved, and what was begun.
alter table person add column sign_in_name text check (sign_in_name <> '');
comment on column person.sign_in_name is 'What the provider calls the person: the value of the claim that the settings name.';
create unique index person_sign_in_name on person (organisation_id, sign_in_name);

alter table session add column method text not null default 'choice' check (method in ('choice', 'oidc'));
comment on column session.method is 'choice: chosen among the people without proof; oidc: proved by the provider.';
alter table session add column assurance text;
comment on column session.assurance is 'The assurance level that the provider vouched for (claim acr); null when it said none.';

-- The level is kept where the acting hat is kept, because sessions are removed and these lines are not.
alter table audit add column assurance text;
alter table journey_fact add column assurance text;

-- A sign-in that has been begun and not ended: used once, by the browser that began it, for a short time.
create table sign_in_attempt (
  organisation_id uuid not null references organisation (id) on delete cascade,
  -- SHA-256 of the state sent to the provider, and of the secret in the browser's cookie.
  id text not null,
  browser text not null,
  nonce text not null,
  code_verifier text not null,
  return_to text not null,
  expires_at timestamptz not null,
  primary key (organisation_id, id)
);
call protect('sign_in_attempt');
