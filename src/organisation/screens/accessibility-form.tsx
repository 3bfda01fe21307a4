import { BodyLong, Button, Heading, LocalAlert, Textarea } from '@navikt/ds-react';
import { useEffect, useRef, useState } from 'react';
import { personalDataIn } from '#lib/identity-number.ts';
import { checkContact, reportLimits } from '#organisation/accessibility.ts';
import { listAccessibilityReports, reportAccessibility } from '#organisation/accessibility-api.ts';
import { useDo } from '#ui/client.ts';
import { useDraft } from '#ui/draft.ts';
import { useSession } from '#ui/session.ts';
import { ProblemView } from '#ui/state.tsx';
import { TextLine } from '#ui/text-line.tsx';
import { useWords } from '#ui/words.ts';

interface Draft {
  readonly note: string;
  /** Null while it is what the address says. */
  readonly page: string | null;
  readonly contact: string;
}

const blank: Draft = { note: '', page: null, contact: '' };

/** What stands in the way of sending, by field, in words; the server asks the same of what is sent. */
function useFaults(draft: Draft, page: string) {
  const { t } = useWords();
  const identity = (text: string) => {
    const found = personalDataIn(text);
    return found === undefined ? undefined : t('organisation.accessibility.form.identity', { found });
  };
  const contactFault = () => {
    const checked = draft.contact.trim() === '' ? undefined : checkContact(draft.contact);
    if (checked === undefined || checked.ok) return undefined;
    return checked.refusal.tag === 'personal-data-in-text'
      ? t('organisation.accessibility.form.identity', { found: checked.refusal.found })
      : t('organisation.accessibility.form.contact.wrong');
  };
  return {
    note: draft.note.trim() === '' ? t('shell.required') : identity(draft.note),
    page: identity(page),
    contact: contactFault(),
  };
}

function Sent({ organisation, answer, onMore }: { organisation: string; answer: boolean; onMore: () => void }) {
  const { t } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => frame.current?.focus(), []);
  return (
    <div ref={frame} tabIndex={-1} className="or-access-sent">
      <LocalAlert status="success">
        <LocalAlert.Header>
          <LocalAlert.Title as="div">
            <Heading level="3" size="xsmall">
              {t('organisation.accessibility.sent')}
            </Heading>
          </LocalAlert.Title>
        </LocalAlert.Header>
        <LocalAlert.Content>
          <BodyLong>{t('organisation.accessibility.sent.next', { name: organisation })}</BodyLong>
          <BodyLong>{t(`organisation.accessibility.sent.${answer ? 'contact' : 'no-contact'}`)}</BodyLong>
          <Button size="small" variant="secondary" data-color="neutral" className="rv-gap-top" onClick={onMore}>
            {t('organisation.accessibility.sent.more')}
          </Button>
        </LocalAlert.Content>
      </LocalAlert>
    </div>
  );
}

/** The feedback function: tells what one could not use, signed in or not. `page` is where one came from. */
export function AccessibilityForm({ page: from, organisation }: { page: string; organisation: string }) {
  const { t } = useWords();
  const { person, acting } = useSession();
  const [draft, setDraft, clear] = useDraft<Draft>('accessibility-report', blank);
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState<{ readonly answer: boolean }>();
  const form = useRef<HTMLFormElement>(null);
  const page = draft.page ?? from;
  const faults = useFaults(draft, page);
  const send = useDo(reportAccessibility, {
    invalidates: [listAccessibilityReports],
    onSuccess: () => {
      setSent({ answer: draft.contact.trim() !== '' });
      setTried(false);
      clear();
    },
  });
  if (sent !== undefined)
    return <Sent organisation={organisation} answer={sent.answer} onMore={() => setSent(undefined)} />;
  const told = (fault: string | undefined) => (tried ? fault : undefined);
  return (
    <form
      ref={form}
      className="rv-form"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        setTried(true);
        const first = (['note', 'page', 'contact'] as const).find((field) => faults[field] !== undefined);
        if (first !== undefined) form.current?.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
        else if (!send.isPending) send.mutate({ body: { note: draft.note, page, contact: draft.contact } });
      }}
    >
      <BodyLong>{t('organisation.accessibility.form.lead', { name: organisation })}</BodyLong>
      {person !== null && acting !== null && (
        <BodyLong>{t('organisation.accessibility.form.as', { person: person.name })}</BodyLong>
      )}
      <Textarea
        name="note"
        label={t('organisation.accessibility.form.note')}
        description={t('organisation.accessibility.form.note.why')}
        value={draft.note}
        maxLength={reportLimits.note}
        minRows={4}
        required
        error={told(faults.note)}
        onChange={(e) => setDraft({ ...draft, note: e.target.value })}
      />
      <TextLine
        name="page"
        label={t('organisation.accessibility.form.page')}
        description={t('organisation.accessibility.form.page.why')}
        value={page}
        most={reportLimits.page}
        autoComplete="off"
        error={told(faults.page)}
        onChange={(e) => setDraft({ ...draft, page: e.target.value })}
      />
      <TextLine
        name="contact"
        label={t('organisation.accessibility.form.contact')}
        description={t('organisation.accessibility.form.contact.why')}
        value={draft.contact}
        most={reportLimits.contact}
        autoComplete="email"
        error={told(faults.contact)}
        onChange={(e) => setDraft({ ...draft, contact: e.target.value })}
      />
      {send.error !== null && <ProblemView problem={send.error} />}
      <div>
        <Button type="submit" loading={send.isPending}>
          {t('organisation.accessibility.form.send')}
        </Button>
      </div>
    </form>
  );
}
