import { Tag } from '@navikt/ds-react';
import type { WornHat } from '#organisation/api.ts';
import { shortName } from '#ui/format.ts';
import { useHatName } from '#ui/hat.ts';
import { useWords } from '#ui/words.ts';
import { useScopeName } from './scope-name.ts';

/** Hats worn now, each with what it is worn for. */
export function HatTags({ hats }: { hats: readonly WornHat[] }) {
  const { t } = useWords();
  const hatName = useHatName();
  const scopeName = useScopeName();
  if (hats.length === 0) return <span className="rv-soft">{t('organisation.hats.none')}</span>;
  return (
    <span className="rv-tags">
      {hats.map((worn) => (
        <Tag key={worn.assignmentId} size="xsmall" variant="moderate" data-color="accent">
          {hatName(worn.hat, worn.ownRoleId)}
          {worn.scope.kind !== 'organisation' && `: ${shortName(scopeName(worn.scope, worn.scopeName))}`}
        </Tag>
      ))}
    </span>
  );
}
