import { Button, makeStyles, Switch, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Choice } from '../../shared/Choice.tsx';
import { useStyles } from '../../shared/styles.ts';
import type { Step } from '../session/step.ts';
import { useToken } from '../session/token.ts';
import { type Language, placeholder, snippets } from './snippets.ts';

const useRequestStyles = makeStyles({
  code: {
    overflowX: 'auto',
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
  },
});

interface Props {
  inputs: readonly string[];
  steps: readonly Step[];
  urls: readonly string[] | undefined;
}

const languages = Object.fromEntries(Object.keys(snippets).map((name) => [name, name])) as Record<
  Language,
  string
>;

/** The request of a job as programs send it. */
export function SameRequest({ inputs, steps, urls }: Props) {
  const styles = useStyles();
  const own = useRequestStyles();
  const token = useToken();
  const [language, setLanguage] = useState<Language>('curl');
  const [isTokenShown, setTokenShown] = useState(false);
  const code = snippets[language]({
    origin: location.origin,
    files: inputs,
    urls,
    steps,
    token: isTokenShown && token !== null ? token : placeholder,
  });
  return (
    <div className={styles.tight}>
      <Choice legend="The same request" choices={languages} chosen={language} onChoose={setLanguage} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable with a keyboard */}
      <pre className={own.code} tabIndex={0}>
        {code}
      </pre>
      <div className={styles.row}>
        <Button onClick={() => void navigator.clipboard.writeText(code)}>Copy</Button>
        <Switch
          label="With the token of this browser"
          checked={isTokenShown}
          onChange={(_, { checked }) => setTokenShown(checked)}
        />
      </div>
      {isTokenShown && (
        <Text className={styles.muted}>
          The token is a password: it gives access to all conversions of this browser.
        </Text>
      )}
    </div>
  );
}
