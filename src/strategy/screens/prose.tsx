import { BodyLong, Heading } from '@navikt/ds-react';

/** The strategy's text: paragraphs, and headings where a line begins with `# `. */
export function Prose({ text }: { text: string }) {
  const blocks = text
    .split(/\n{2,}|\n(?=# )|(?<=^# .*)\n/m)
    .map((block) => block.trim())
    .filter((block) => block !== '');
  return (
    <div className="rv-prose">
      {blocks.map((block, at) => {
        const key = `${at}-${block.slice(0, 12)}`;
        return block.startsWith('# ') ? (
          <Heading key={key} level="3" size="xsmall">
            {block.slice(2)}
          </Heading>
        ) : (
          <BodyLong key={key}>{block}</BodyLong>
        );
      })}
    </div>
  );
}
