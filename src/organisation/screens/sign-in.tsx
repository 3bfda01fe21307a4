import './sign-in.css';
import { BodyLong, BodyShort, Button, Heading, Pagination, Select, Tag, TextField } from '@navikt/ds-react';
import { keepPreviousData } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { areaOf, type Hat, hats } from '#lib/acting.ts';
import { listDemoPeople } from '#organisation/api.ts';
import { call, useAnswer } from '#ui/client.ts';
import { Foot } from '#ui/foot.tsx';
import { useHatChoices, useHatName } from '#ui/hat.ts';
import { Logo } from '#ui/logo.tsx';
import { Preferences } from '#ui/preferences.tsx';
import { useSession } from '#ui/session.ts';
import { Answered, Empty, ProblemView } from '#ui/state.tsx';
import { tours } from '#ui/tour.ts';
import { useWords } from '#ui/words.ts';
import { beginTour, useSignIn } from './enter.ts';

const size = 12;

/** The hats as cards, with what each comes to do: one click shows that hat's day. */
function HatCards({ busy, onChoose }: { busy: Hat | undefined; onChoose: (hat: Hat) => void }) {
  const { t } = useWords();
  const hatName = useHatName();
  return (
    <ul className="rv-cards">
      {hats.map((hat) => (
        <li key={hat} className="rv-card rv-hat-card" data-area={areaOf[hat]}>
          <Heading level="3" size="xsmall">
            {hatName(hat)}
          </Heading>
          <BodyShort size="small">{t(`organisation.hat-day.${hat}`)}</BodyShort>
          <Button
            size="small"
            variant="secondary"
            className="rv-card-action"
            loading={busy === hat}
            disabled={busy !== undefined && busy !== hat}
            aria-label={t('organisation.sign-in.see-day-of', { hat: hatName(hat) })}
            onClick={() => onChoose(hat)}
          >
            {t('organisation.sign-in.see-day')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function People({ onChoose, busy }: { onChoose: (personId: string) => void; busy: boolean }) {
  const { t } = useWords();
  const hatName = useHatName();
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const hatChoices = useHatChoices();
  const [hat, setHat] = useState('');
  const [page, setPage] = useState(1);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      setQ(typed.trim());
      setPage(1);
    }, 250);
    return () => window.clearTimeout(timer);
  }, [typed]);
  const query = { page, size, ...(q === '' ? {} : { q }), ...(hat === '' ? {} : { hat: hat as Hat }) };
  const answer = useAnswer(listDemoPeople, { query }, { placeholderData: keepPreviousData });
  return (
    <>
      <search className="rv-list-tools">
        <TextField
          className="rv-list-search"
          size="small"
          label={t('organisation.sign-in.search')}
          value={typed}
          autoComplete="off"
          onChange={(e) => setTyped(e.target.value)}
        />
        <Select
          size="small"
          label={t('organisation.hat')}
          value={hat}
          onChange={(e) => {
            setHat(e.target.value);
            setPage(1);
          }}
        >
          <option value="">{t('shell.all')}</option>
          {hatChoices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </search>
      <Answered answer={answer}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty title={t('shell.list.none')}>{t('shell.list.none.text')}</Empty>
          ) : (
            <>
              <ul className="rv-people">
                {items.map((person) => (
                  <li key={person.id}>
                    <button type="button" className="rv-person-row" disabled={busy} onClick={() => onChoose(person.id)}>
                      <span className="rv-person-row-name">{person.name}</span>
                      <span className="rv-soft">
                        {person.title}, {person.unitName}
                      </span>
                      <span className="rv-tags">
                        {[...new Set(person.hats.map((worn) => hatName(worn.hat, worn.ownRoleId)))].map((name) => (
                          <Tag key={name} size="xsmall" variant="moderate" data-color="accent">
                            {name}
                          </Tag>
                        ))}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
              {total > size && (
                <Pagination
                  size="small"
                  page={page}
                  count={Math.ceil(total / size)}
                  onPageChange={setPage}
                  srHeading={{ tag: 'h3', text: t('shell.list.pages') }}
                />
              )}
            </>
          )
        }
      </Answered>
    </>
  );
}

/** The sign-in of an installation: at its provider, and (in a demo) by choosing. Says why a sign-in was sent back. */
export function SignIn() {
  const { t } = useWords();
  const { organisation, demoSignIn, providerSignIn } = useSession();
  useEffect(() => {
    document.title = `${t('organisation.sign-in.title')} – ${t('shell.product')}`;
  }, [t]);
  return (
    <main className="rv-splash">
      <header className="rv-splash-head">
        <span className="rv-brand">
          <Logo />
          <span className="rv-brand-name">{t('shell.product')}</span>
        </span>
        {organisation?.invented === true && <span className="rv-invented">{t('shell.invented')}</span>}
        <div className="rv-splash-tools">
          <Preferences />
        </div>
      </header>
      <Heading level="1" size="xlarge">
        {organisation === null
          ? t('organisation.sign-in.title')
          : t('organisation.sign-in.to', { name: organisation.name })}
      </Heading>
      {providerSignIn && <AtProvider />}
      {demoSignIn && <ByChoosing />}
      {!providerSignIn && !demoSignIn && <BodyLong>{t('organisation.sign-in.off')}</BodyLong>}
      <Foot page={t('organisation.sign-in.title')} />
    </main>
  );
}

/** One button to the provider, back to where one is now; above it, why the last try was sent back. */
function AtProvider() {
  const { t } = useWords();
  const here = new URL(window.location.href);
  const refused = here.searchParams.get('refused');
  here.searchParams.delete('refused');
  const back = new URLSearchParams({ return: `${here.pathname}${here.search}` });
  return (
    <>
      {refused?.startsWith('sign-in-') === true && (
        <ProblemView problem={{ type: 'about:blank', title: refused, status: 403, tag: refused }} />
      )}
      <BodyLong className="rv-lead">{t('organisation.sign-in.provider')}</BodyLong>
      <div>
        <Button as="a" href={`/api/sign-in/oidc?${back}`}>
          {t('organisation.sign-in.title')}
        </Button>
      </div>
    </>
  );
}

/** Sign-in to a demo: choose a hat and see its day, or choose whom to be. */
function ByChoosing() {
  const { t } = useWords();
  const navigate = useNavigate();
  const [seeking, setSeeking] = useState<Hat>();
  const [problem, setProblem] = useState<Parameters<typeof ProblemView>[0]['problem']>();
  const enter = useSignIn();

  const seeDay = async (hat: Hat) => {
    setSeeking(hat);
    setProblem(undefined);
    const found = await call(listDemoPeople, { query: { hat, size: 50 } });
    setSeeking(undefined);
    if (!found.ok) return setProblem(found.refusal);
    const wearing = found.value.items.flatMap((person) =>
      person.hats.filter((worn) => worn.hat === hat).map((worn) => ({ person, worn })),
    );
    const fitting = wearing.find(({ person }) => person.hats.length > 1) ?? wearing[0];
    if (fitting === undefined)
      return setProblem({ type: 'about:blank', title: 'Not found', status: 404, tag: 'not-found' });
    beginTour(hat);
    await navigate({ to: tours[hat][0]?.to ?? '/', replace: true });
    enter.mutate({ body: { personId: fitting.person.id, assignmentId: fitting.worn.assignmentId } });
  };
  const choose = (personId: string) => {
    beginTour(undefined);
    enter.mutate({ body: { personId } });
  };

  return (
    <>
      <BodyLong className="rv-lead">{t('organisation.sign-in.lead')}</BodyLong>
      {(problem ?? enter.error) !== null && (problem ?? enter.error) !== undefined && (
        <ProblemView problem={(problem ?? enter.error)!} />
      )}
      <section className="rv-section" aria-labelledby="hats">
        <Heading level="2" size="medium" id="hats">
          {t('organisation.sign-in.hats')}
        </Heading>
        <HatCards busy={seeking} onChoose={(hat) => void seeDay(hat)} />
      </section>
      <section className="rv-section" aria-labelledby="people">
        <Heading level="2" size="medium" id="people">
          {t('organisation.sign-in.people')}
        </Heading>
        <People onChoose={choose} busy={enter.isPending} />
      </section>
      <BodyLong size="small" className="rv-lead">
        {t('organisation.sign-in.own')} <code>npm start -- --empty</code>
      </BodyLong>
    </>
  );
}
