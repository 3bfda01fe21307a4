import { BodyShort, Button } from '@navikt/ds-react';
import { useState } from 'react';
import { undoAct } from '#journey/api.ts';
import { useWords } from '#ui/words.ts';
import { useActs } from './acts.tsx';
import { UndoDialog } from './dialogs.tsx';
import { useFactWords } from './fact-words.ts';

/** Says what was just done and offers to undo it, for as long as that can be done and the person stays on the page. */
export function JustDone() {
  const { page, done } = useActs();
  if (done === null) return null;
  return (
    <div className="jo-done">
      <BodyShort>{done.text}</BodyShort>
      {page.undo?.act === done.act && <Undo />}
    </div>
  );
}

/** Undoes the latest act: at once what one did oneself, with a reason what somebody else did. */
export function Undo() {
  const { t } = useWords();
  const { page, act, pending } = useActs();
  const words = useFactWords(page);
  const [asking, setAsking] = useState(false);
  const { undo } = page;
  const entry = page.timeline.find(({ seq }) => seq === undo?.act);
  if (undo === null || entry === undefined) return null;
  const step = undo.putBackFirst;
  if (step !== null) {
    const who = page.offered.find(({ name, takenBy }) => name === step && takenBy !== null)?.takenBy?.name;
    return (
      <BodyShort size="small" className="rv-soft">
        {who === undefined
          ? t('journey.undo.put-back-first', { step })
          : t('journey.undo.put-back-first.by', { step, who })}
      </BodyShort>
    );
  }
  const told = words(entry);
  const params = { journeyId: page.id, act: undo.act };
  const go = () =>
    act('undo', undoAct, { params, body: { expected: page.revision } }, { text: t('journey.done.undone', { told }) });
  return (
    <div>
      <Button
        size="small"
        variant="secondary"
        data-color="neutral"
        loading={pending === 'undo'}
        onClick={undo.reasonNeeded ? () => setAsking(true) : go}
      >
        {t('journey.undo')}
        <span className="rv-sr-only">: {told}</span>
      </Button>
      {asking && <UndoDialog act={undo.act} told={told} onClose={() => setAsking(false)} />}
    </div>
  );
}
