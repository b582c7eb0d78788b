import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { bytesText } from '../../shared/formatting.ts';
import { useStyles } from '../../shared/styles.ts';

const useTextStyles = makeStyles({
  text: {
    overflow: 'auto',
    maxHeight: '70vh',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
});

/** More would make the page slow. */
const shownBytes = 200_000;

/** The beginning of a text. */
export function TextView({ bytes }: { bytes: Blob }) {
  const styles = useStyles();
  const own = useTextStyles();
  const { data: text } = useQuery({
    queryKey: ['text', bytes],
    queryFn: () => bytes.slice(0, shownBytes).text(),
  });
  return (
    <>
      {bytes.size > shownBytes && (
        <Text
          className={styles.muted}
        >{`The first ${bytesText(shownBytes)} of ${bytesText(bytes.size)}`}</Text>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable with a keyboard */}
      <pre className={`${styles.card} ${own.text}`} tabIndex={0}>
        {text}
      </pre>
    </>
  );
}
