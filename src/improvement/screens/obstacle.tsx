import './obstacle.css';
import { Button, Tag, Textarea } from '@navikt/ds-react';
import { useState } from 'react';
import type { z } from 'zod';
import { contribute, getObstacle, removeObstacle } from '#improvement/api.ts';
import { useParam } from '#ui/address.ts';
import { useAnswer, useDo } from '#ui/client.ts';
import { useDraft } from '#ui/draft.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useFormat } from '#ui/format.ts';
import { useHatName } from '#ui/hat.ts';
import { To } from '#ui/link.tsx';
import { useNotice } from '#ui/notice.tsx';
import { Facts, Page, Section } from '#ui/page.tsx';
import { Answered, ProblemView } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';

type ObstaclePage = z.output<typeof getObstacle.output>;

function RemoveDialog({ obstacle, onClose }: { obstacle: ObstaclePage; onClose: () => void }) {
  const { t } = useWords();
  const { notify } = useNotice();
  const [text, setText, clear] = useDraft(`remove.${obstacle.id}`, '');
  const [tried, setTried] = useState(false);
  const remove = useDo(removeObstacle, {
    onSuccess: () => {
      clear();
      notify({ text: t('improvement.removed-now') });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('improvement.remove')}
      lead={t('improvement.remove.lead')}
      submit={t('improvement.remove')}
      pending={remove.isPending}
      problem={remove.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (text.trim() !== '') remove.mutate({ params: { obstacleId: obstacle.id }, body: { text } });
      }}
    >
      <Textarea
        label={t('improvement.remove.how')}
        value={text}
        maxLength={1000}
        minRows={3}
        error={tried && text.trim() === '' ? t('shell.required') : undefined}
        onChange={(e) => setText(e.target.value)}
      />
    </FormDialog>
  );
}

/** The common work: what people of several units have contributed, and room for the next line (R046). */
function Work({ obstacle }: { obstacle: ObstaclePage }) {
  const { t } = useWords();
  const hatName = useHatName();
  const format = useFormat();
  const { notify } = useNotice();
  const [text, setText, clear] = useDraft(`contribute.${obstacle.id}`, '');
  const [tried, setTried] = useState(false);
  const add = useDo(contribute, {
    onSuccess: () => {
      clear();
      notify({ text: t('improvement.contributed') });
    },
  });
  return (
    <Section title={t('improvement.work')}>
      {obstacle.work.length === 0 ? (
        <p className="rv-soft">{t('improvement.work.none')}</p>
      ) : (
        <ol className="rv-work">
          {obstacle.work.map((line) => (
            <li key={`${line.at}-${line.personId}`}>
              <span className="rv-work-who">
                <To to={`/personer/${line.personId}`}>{line.personName}</To>, {hatName(line.hat, line.ownRoleId)},{' '}
                {line.unitName}
                <time dateTime={line.at} className="rv-soft">
                  {' '}
                  {format.dateTime(line.at)}
                </time>
              </span>
              <p>{line.text}</p>
            </li>
          ))}
        </ol>
      )}
      {obstacle.may.includes('contribute-to-obstacle') && obstacle.state === 'open' && (
        <form
          className="rv-form"
          noValidate
          onSubmit={(e) => {
            e.preventDefault();
            setTried(text.trim() === '');
            if (text.trim() !== '') add.mutate({ params: { obstacleId: obstacle.id }, body: { text } });
          }}
        >
          <Textarea
            label={t('improvement.contribute')}
            description={t('improvement.contribute.why')}
            value={text}
            maxLength={1000}
            minRows={2}
            error={tried && text.trim() === '' ? t('shell.required') : undefined}
            onChange={(e) => setText(e.target.value)}
          />
          {add.error !== null && <ProblemView problem={add.error} />}
          <div>
            <Button type="submit" variant="secondary" loading={add.isPending}>
              {t('improvement.contribute.send')}
            </Button>
          </div>
        </form>
      )}
    </Section>
  );
}

/** One obstacle: where it is, who takes part, what has been done, and how it was removed. */
export function ObstacleScreen() {
  const { t, locale } = useWords();
  const format = useFormat();
  const obstacleId = useParam('obstacleId');
  const answer = useAnswer(getObstacle, { params: { obstacleId } });
  const [removing, setRemoving] = useState(false);
  const obstacle = answer.data;
  const kind = obstacle === undefined ? undefined : locale === 'sv' ? obstacle.kindSv : obstacle.kindEn;
  return (
    <Page
      title={kind ?? (answer.error === null ? undefined : t('improvement.obstacle'))}
      crumbs={[{ to: '/hinder', text: t('improvement.obstacles') }]}
      marks={
        obstacle !== undefined && (
          <Tag size="small" variant="moderate" data-color={obstacle.state === 'open' ? 'warning' : 'success'}>
            {t(`improvement.state.${obstacle.state}`)}
          </Tag>
        )
      }
      action={
        obstacle?.state === 'open' &&
        obstacle.may.includes('remove-obstacle') && (
          <Button onClick={() => setRemoving(true)}>{t('improvement.remove')}</Button>
        )
      }
    >
      <Answered answer={answer}>
        {(found) => (
          <>
            <p className="rv-note">{found.note}</p>
            <Facts
              items={[
                {
                  name: t('improvement.where'),
                  value: (
                    <>
                      <To to={`/processer/${found.processId}`}>{found.processName}</To>
                      {found.stepName !== null && found.stepId !== null && (
                        <>
                          {': '}
                          <To to={`/processer/${found.processId}/steg/${encodeURIComponent(found.stepId)}`}>
                            {found.stepName}
                          </To>
                        </>
                      )}
                    </>
                  ),
                },
                {
                  name: t('improvement.reported'),
                  value: `${format.day(found.reportedAt)}, ${found.reportedByName}, ${found.reportedByUnit}`,
                },
                { name: t('improvement.units'), value: found.units.join(', ') || t('improvement.units.none') },
                ...(found.removedAt === null
                  ? []
                  : [{ name: t('improvement.states.removed'), value: format.day(found.removedAt) }]),
                ...(found.journeyId === null
                  ? []
                  : [
                      {
                        name: t('improvement.journey'),
                        value: <To to={`/resor/${found.journeyId}`}>{t('improvement.journey.open')}</To>,
                      },
                    ]),
              ]}
            />
            <Work obstacle={found} />
            {removing && <RemoveDialog obstacle={found} onClose={() => setRemoving(false)} />}
          </>
        )}
      </Answered>
    </Page>
  );
}
