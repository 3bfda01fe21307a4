/** Where the reference logs and their answers lie, which are not part of this repository; undefined when they are absent. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const BESIDE = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

function find(): string | undefined {
  const asked = process.env['RESVAG_SHARED_DATA'];
  const places = asked ? [asked] : [BESIDE, fileURLToPath(new URL('../../../../shared/data/', import.meta.url))];
  return places.find((place) => existsSync(`${place}/expected`));
}

export const sharedData: string | undefined = find();
