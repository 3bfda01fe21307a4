import { listLeadership } from '#organisation/leadership-api.ts';
import { useAnswer } from '#ui/client.ts';
import { To } from '#ui/link.tsx';
import { Answered, Loading } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { AreaCard, areas } from './area-card.tsx';

/** The part of a process's page that says who leads the road in each of the three management areas (R025, R121). */
export function ProcessLeadership({ processId }: { processId: string }) {
  const { t } = useWords();
  const answer = useAnswer(listLeadership, { query: { processId } });
  return (
    <Answered answer={answer} loading={<Loading rows={3} height={120} />}>
      {({ items }) => (
        <div className="le-areas">
          {items.flatMap((item) =>
            areas.map((area) => (
              <AreaCard
                key={area}
                area={area}
                item={item}
                title={
                  <To to="/ledning" search={{ omrade: area }}>
                    {t(`organisation.area.${area}`)}
                  </To>
                }
              />
            )),
          )}
        </div>
      )}
    </Answered>
  );
}
