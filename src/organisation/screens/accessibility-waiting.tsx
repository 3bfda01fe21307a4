import { listAccessibilityReports } from '#organisation/accessibility-api.ts';
import { organisationMay } from '#organisation/may.ts';
import { useAnswer } from '#ui/client.ts';
import { To } from '#ui/link.tsx';
import { Section } from '#ui/page.tsx';
import { useMay } from '#ui/session.ts';
import { useWords } from '#ui/words.ts';

/** On the day of those who answer: how many reports on accessibility wait; nothing when none does. */
export function AccessibilityWaiting() {
  const { t } = useWords();
  const answers = useMay()(organisationMay['answer-accessibility-report']);
  const found = useAnswer(
    listAccessibilityReports,
    { query: { state: 'open', size: 1 } },
    { enabled: answers, refetchInterval: 120_000 },
  );
  const n = found.data?.total ?? 0;
  if (!answers || n === 0) return null;
  return (
    <Section title={t('organisation.accessibility.waiting')}>
      <div>
        <To to="/tillganglighet/rapporter">{t('organisation.accessibility.waiting.n', { n })}</To>
      </div>
    </Section>
  );
}
