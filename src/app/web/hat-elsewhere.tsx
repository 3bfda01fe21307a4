import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { getSession } from '#organisation/api.ts';
import { useHatName } from '#ui/hat.ts';
import { useNotice } from '#ui/notice.tsx';
import { useSession } from '#ui/session.ts';
import { useWords } from '#ui/words.ts';
import { onHatElsewhere, wasChosenHere } from '#ui/worn-hat.ts';

/** A hat that was changed in another window is shown here too, said aloud, and everything is asked for as it may see it. */
export function HatElsewhere() {
  const queries = useQueryClient();
  const { notify } = useNotice();
  const { t } = useWords();
  const hatName = useHatName();
  const { acting } = useSession();
  const seen = useRef(acting?.assignmentId);
  useEffect(() => onHatElsewhere(() => void queries.invalidateQueries({ queryKey: [getSession.name] })), [queries]);
  useEffect(() => {
    if (acting === null || acting.assignmentId === seen.current) return;
    seen.current = acting.assignmentId;
    if (wasChosenHere(acting.assignmentId)) return;
    void queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== getSession.name });
    notify({ text: t('shell.hat.elsewhere', { hat: hatName(acting.hat, acting.ownRoleId) }) });
  }, [acting, queries, notify, t, hatName]);
  return null;
}
