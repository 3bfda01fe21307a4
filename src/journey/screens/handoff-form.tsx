import { BodyShort, Button, Checkbox, CheckboxGroup, Select, Textarea } from '@navikt/ds-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { acceptHandoff, offerHandoff, reportJourneyObstacle, returnHandoff, withdrawHandoff } from '#journey/api.ts';
import type { HandoffView, Offered } from '#journey/view.ts';
import type { TeamId } from '#lib/id.ts';
import { useDraft } from '#ui/draft.ts';
import { useFormat } from '#ui/format.ts';
import { useSession } from '#ui/session.ts';
import { isWordKey, useWords } from '#ui/words.ts';
import { useActs } from './acts.tsx';
import { ObstacleDialog } from './dialogs.tsx';

const blank = { included: [] as string[], team: '', message: '' };

/** Handing over: the sender confirms each thing that must be included (R044). */
export function OfferForm({ offer }: { offer: Offered }) {
  const { t } = useWords();
  const f = useFormat();
  const { page, act, may, pending } = useActs();
  const [draft, setDraft, clear] = useDraft(`handoff-${page.id}-${offer.id}`, blank);
  const [asked, setAsked] = useState(false);
  const contract = offer.handoff;
  const returned = page.handoffList.findLast((h) => h.stepId === offer.id && h.state === 'returned');
  if (contract === null) return null;
  if (!may(offerHandoff))
    return <BodyShort className="rv-soft">{t('journey.only-reading', { team: offer.teamName })}</BodyShort>;
  const team = draft.team || (contract.toTeams.length === 1 ? (contract.toTeams[0]?.id ?? '') : '');
  const missing = contract.include.filter((text) => !draft.included.includes(text));
  const key = `offer-${offer.id}`;
  const border = `process.border.${contract.border}`;
  const submit = () => {
    setAsked(true);
    if (team === '' || missing.length > 0) return;
    act(
      key,
      offerHandoff,
      {
        params: { journeyId: page.id },
        body: {
          expected: page.revision,
          stepId: offer.id,
          toTeamId: team as TeamId,
          included: draft.included,
          message: draft.message,
        },
      },
      {
        text: t('journey.done.offered', { team: contract.toTeams.find((x) => x.id === team)?.name ?? '' }),
        done: clear,
      },
    );
  };
  return (
    <>
      {returned !== undefined && (
        <BodyShort className="jo-returned">
          {t('journey.handoff.returned', { team: returned.toTeamName, reason: returned.reason ?? '' })}
        </BodyShort>
      )}
      <BodyShort size="small">
        {isWordKey(border) ? t(border) : contract.border}.{' '}
        {t('journey.handoff.accept-within', { time: f.duration(contract.acceptWithin) })}
      </BodyShort>
      {contract.include.length > 0 && (
        <CheckboxGroup
          size="small"
          legend={t('journey.handoff.include')}
          value={draft.included}
          onChange={(included: string[]) => setDraft({ ...draft, included })}
          error={asked && missing.length > 0 ? t('journey.handoff.missing', { n: missing.length }) : undefined}
        >
          {contract.include.map((text) => (
            <Checkbox key={text} value={text}>
              {text}
            </Checkbox>
          ))}
        </CheckboxGroup>
      )}
      <Select
        size="small"
        label={t('journey.handoff.team')}
        value={team}
        onChange={(e) => setDraft({ ...draft, team: e.target.value })}
        error={asked && team === '' ? t('journey.handoff.team.missing') : undefined}
      >
        <option value="">{t('journey.handoff.team.choose')}</option>
        {contract.toTeams.map((x) => (
          <option key={x.id} value={x.id}>
            {x.name}
          </option>
        ))}
      </Select>
      <Textarea
        size="small"
        minRows={2}
        maxLength={600}
        label={t('journey.handoff.message')}
        description={t('journey.no-personal-data')}
        value={draft.message}
        onChange={(e) => setDraft({ ...draft, message: e.target.value })}
      />
      <div className="rv-form-actions">
        <Button size="small" loading={pending === key} onClick={submit}>
          {t('journey.handoff.offer')}
        </Button>
      </div>
    </>
  );
}

/** A handoff on its way: the receiver accepts or returns with a reason, the sender may take it back (R045). */
export function IncomingHandoff({ handoff }: { handoff: HandoffView }) {
  const { t } = useWords();
  const f = useFormat();
  const { page, act, may, pending } = useActs();
  const { acting } = useSession();
  const navigate = useNavigate();
  const [reason, setReason, clear] = useDraft(`return-${handoff.handoffId}`, '');
  const [returning, setReturning] = useState(reason !== '');
  const [asked, setAsked] = useState(false);
  const [reporting, setReporting] = useState(false);
  const params = { journeyId: page.id, handoffId: handoff.handoffId };
  const toMe =
    acting?.scope.kind === 'organisation' ||
    (acting?.scope.kind === 'team' && acting.scope.teamId === handoff.toTeamId);
  const sendBack = () => {
    setAsked(true);
    if (reason.trim() === '') return;
    act(
      'return',
      returnHandoff,
      { params, body: { expected: page.revision, reason } },
      {
        text: t('journey.done.returned', { team: handoff.fromTeamName }),
        // What was returned is the sender's again and no longer ours to read (D02): back to what waits for us.
        done: () => {
          clear();
          void navigate({ to: '/' });
        },
      },
    );
  };
  return (
    <>
      <BodyShort>
        {t('journey.handoff.on-way', {
          who: handoff.offeredByName,
          from: handoff.fromTeamName,
          to: handoff.toTeamName,
          when: f.dateTime(handoff.offeredAt),
        })}
      </BodyShort>
      {handoff.acceptBy !== null && (
        <BodyShort size="small" weight="semibold" className={handoff.late ? 'jo-late' : undefined}>
          {t(handoff.late ? 'journey.handoff.late' : 'journey.handoff.by', { when: f.dateTime(handoff.acceptBy) })}
        </BodyShort>
      )}
      {handoff.included.length > 0 && (
        <ul className="jo-included">
          {handoff.included.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {handoff.message !== '' && <BodyShort className="jo-message">{handoff.message}</BodyShort>}
      {toMe && may(acceptHandoff) && (
        <>
          {returning && (
            <Textarea
              size="small"
              minRows={2}
              maxLength={600}
              label={t('journey.return.reason')}
              description={t('journey.no-personal-data')}
              value={reason}
              onChange={(e) => setReason(e.target.value)}
              error={asked && reason.trim() === '' ? t('journey.return.missing') : undefined}
            />
          )}
          <div className="rv-form-actions">
            {!returning && (
              <Button
                size="small"
                loading={pending === 'accept'}
                onClick={() =>
                  act(
                    'accept',
                    acceptHandoff,
                    { params, body: { expected: page.revision } },
                    { text: t('journey.done.accepted'), undoable: true },
                  )
                }
              >
                {t('journey.handoff.accept')}
              </Button>
            )}
            <Button
              size="small"
              variant={returning ? 'primary' : 'secondary'}
              loading={pending === 'return'}
              onClick={returning ? sendBack : () => setReturning(true)}
            >
              {t(returning ? 'journey.return.send' : 'journey.return.open')}
            </Button>
            {returning && (
              <Button size="small" variant="tertiary" data-color="neutral" onClick={() => setReturning(false)}>
                {t('journey.cancel')}
              </Button>
            )}
          </div>
        </>
      )}
      {!toMe && may(withdrawHandoff) && (
        <div className="rv-form-actions">
          <Button
            size="small"
            variant="secondary"
            data-color="neutral"
            loading={pending === 'withdraw'}
            onClick={() =>
              act(
                'withdraw',
                withdrawHandoff,
                { params, body: { expected: page.revision } },
                { text: t('journey.done.withdrawn') },
              )
            }
          >
            {t('journey.handoff.withdraw')}
          </Button>
        </div>
      )}
      {!toMe && (
        <BodyShort size="small" className="rv-soft">
          {t('journey.handoff.waiting', { team: handoff.toTeamName })}
        </BodyShort>
      )}
      {may(reportJourneyObstacle) && (
        <div>
          <Button size="small" variant="tertiary" data-color="neutral" onClick={() => setReporting(true)}>
            {t('journey.obstacle.open.handoff')}
          </Button>
        </div>
      )}
      {reporting && <ObstacleDialog on={handoff} onClose={() => setReporting(false)} />}
    </>
  );
}
