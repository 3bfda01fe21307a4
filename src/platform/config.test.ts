import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from './config.ts';

const whole = {
  RESVAG_OIDC_ISSUER: 'https://id.example/realms/a',
  RESVAG_OIDC_CLIENT: 'resvag',
  RESVAG_PUBLIC_ADDRESS: 'https://resvag.example',
};

function linesOf(environment: Readonly<Record<string, string>>): readonly string[] {
  const read = readConfig(environment);
  return read.ok ? [] : read.refusal.lines;
}

test('a provider is used when its settings are whole, and then nobody is chosen unless it is said', () => {
  const none = readConfig({});
  assert.ok(none.ok && none.value.oidc === undefined && none.value.personChoice);
  const one = readConfig({ ...whole, RESVAG_OIDC_ASSURANCE: ' loa3  loa4 ' });
  assert.ok(one.ok && !one.value.personChoice);
  assert.deepEqual(one.value.oidc?.assurance, ['loa3', 'loa4']);
  assert.equal(one.value.oidc?.claim, 'sub');
  const both = readConfig({ ...whole, RESVAG_PERSON_CHOICE: '1' });
  assert.ok(both.ok && both.value.personChoice);
});

test('half a provider, or one without TLS elsewhere than on this machine, stops the start with the reason', () => {
  const { RESVAG_OIDC_ISSUER: issuer, ...rest } = whole;
  assert.match(linesOf(rest).join(), /^RESVAG_OIDC_ISSUER: is needed/);
  assert.match(linesOf({ RESVAG_OIDC_ISSUER: issuer }).join(), /RESVAG_OIDC_CLIENT.*RESVAG_PUBLIC_ADDRESS/);
  assert.match(linesOf({ ...whole, RESVAG_OIDC_ISSUER: 'http://id.example' }).join(), /must begin with https/);
  assert.match(linesOf({ ...whole, RESVAG_PUBLIC_ADDRESS: 'https://a.example/b' }).join(), /without a path/);
  assert.match(linesOf({ ...whole, RESVAG_OIDC_SCOPE: 'email' }).join(), /openid/);
  assert.deepEqual(linesOf({ ...whole, RESVAG_OIDC_ISSUER: 'http://127.0.0.1:9' }), []);
});
