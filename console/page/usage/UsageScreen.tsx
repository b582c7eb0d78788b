import { makeStyles, Spinner, Text, Title2, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { bytesText } from '../../shared/formatting.ts';
import { Problem } from '../../shared/Problem.tsx';
import { useStyles } from '../../shared/styles.ts';
import type { Usage } from '../session/client.ts';
import { usageQuery } from '../session/queries.ts';

const useUsageStyles = makeStyles({
  totals: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(130px, 1fr))',
    gap: tokens.spacingHorizontalM,
    margin: 0,
  },
  number: { margin: 0, fontSize: tokens.fontSizeBase600, fontWeight: tokens.fontWeightSemibold },
  scroll: { overflowX: 'auto' },
  table: { width: '100%', borderCollapse: 'collapse' },
  cell: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    textAlign: 'right',
    whiteSpace: 'nowrap',
    ':first-child': { textAlign: 'left', paddingLeft: 0 },
  },
});

type Sums = Usage['total'];
const columns: readonly { name: string; text: (sums: Sums) => string }[] = [
  { name: 'Jobs', text: ({ jobs }) => jobs.toLocaleString('en') },
  { name: 'Documents', text: ({ documents }) => documents.toLocaleString('en') },
  { name: 'Pages', text: ({ pages }) => pages.toLocaleString('en') },
  { name: 'Sent', text: ({ bytesIn }) => bytesText(bytesIn) },
  { name: 'Received', text: ({ bytesOut }) => bytesText(bytesOut) },
];

/** What this browser has used in the last month. */
export function UsageScreen() {
  const styles = useStyles();
  const usage = useQuery(usageQuery);
  return (
    <div className={styles.stack}>
      <Title2 as="h1">Usage</Title2>
      <Text className={styles.muted}>
        The last 31 days of this browser, by day (UTC) on which a job ended. A job counts about a minute after
        its end.
      </Text>
      {usage.error && <Problem error={usage.error} retry={() => void usage.refetch()} />}
      {usage.isPending && <Spinner label="Loading" />}
      {usage.data && <Figures usage={usage.data} />}
    </div>
  );
}

function Figures({ usage: { days, total } }: { usage: Usage }) {
  const styles = useStyles();
  const own = useUsageStyles();
  if (days.length === 0) return <Text>Nothing is counted yet.</Text>;
  return (
    <>
      <dl className={own.totals}>
        {columns.map(({ name, text }) => (
          <div key={name} className={styles.card}>
            <dt className={styles.muted}>{name}</dt>
            <dd className={own.number}>{text(total)}</dd>
          </div>
        ))}
      </dl>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable with a keyboard */}
      <section className={`${styles.card} ${own.scroll}`} aria-label="Usage by day" tabIndex={0}>
        <table className={own.table}>
          <thead>
            <tr>
              {['Day', ...columns.map(({ name }) => name)].map((name) => (
                <th key={name} scope="col" className={own.cell}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((sums) => (
              <tr key={sums.day}>
                <th scope="row" className={own.cell}>
                  {sums.day}
                </th>
                {columns.map(({ name, text }) => (
                  <td key={name} className={own.cell}>
                    {text(sums)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
