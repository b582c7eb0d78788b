import { Button, MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import { lazy, Suspense, useState } from 'react';
import { Choice } from '../../shared/Choice.tsx';
import { useStyles } from '../../shared/styles.ts';
import { send } from '../jobs/send.ts';
import type { ConversionList } from '../session/client.ts';
import type { Step } from '../session/step.ts';
import { assetsOf, documentsOf, formatOf, formatText, targetsOf } from './planning.ts';
import { isPage, type SourceFiles } from './sourceFiles.ts';

const Steps = lazy(() => import('./Steps.tsx').then(({ Steps }) => ({ default: Steps })));

interface Props {
  list: ConversionList;
  sources: SourceFiles;
  onSent: () => void;
}

/** What becomes of the chosen files: a target, and further steps. */
export function JobDraft({ list, sources, onSent }: Props) {
  const styles = useStyles();
  const documents = documentsOf(sources.names, list);
  const unknown = documents.filter((name) => formatOf(name, list) === undefined);
  const formats = [...new Set(documents.flatMap((name) => formatOf(name, list) ?? []))];
  const targets = targetsOf(formats, list);
  const [steps, setSteps] = useState<Step[]>(targets.length > 0 ? [{ type: 'convert', to: targets[0] }] : []);
  const [withSteps, setWithSteps] = useState(targets.length === 0);
  if (unknown.length > 0)
    return (
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          {unknown.join(', ')}: this server does not know the format. Remove the file, or give its name the
          extension of its format.
        </MessageBarBody>
      </MessageBar>
    );
  const target = steps.find(({ type }) => type === 'convert')?.to;
  const choose = (to: string) => {
    const conversion = { type: 'convert', to };
    const place = steps.findIndex(({ type }) => type === 'convert');
    setSteps(place < 0 ? [conversion, ...steps] : steps.with(place, conversion));
  };
  return (
    <form
      className={`${styles.card} ${styles.stack}`}
      onSubmit={(event) => {
        event.preventDefault();
        send(sources, completed(steps, sources, list));
        onSent();
      }}
    >
      {targets.length > 0 ? (
        <Choice
          legend="To"
          choices={Object.fromEntries(targets.map((each) => [each, formatText(each)]))}
          chosen={target as string | undefined}
          onChoose={choose}
        />
      ) : (
        <Text>{`${formats.map(formatText).join(' and ')} files have no common target. Choose steps.`}</Text>
      )}
      {withSteps && (
        <Suspense>
          <Steps list={list} formats={formats} names={sources.names} steps={steps} onChange={setSteps} />
        </Suspense>
      )}
      <div className={styles.row}>
        <Button type="submit" appearance="primary" size="large" disabled={steps.length === 0}>
          {steps.length === 1 && target ? `Convert to ${formatText(String(target))}` : 'Run'}
        </Button>
        {!withSteps && (
          <Button appearance="subtle" size="large" onClick={() => setWithSteps(true)}>
            Options and more steps
          </Button>
        )}
      </div>
    </form>
  );
}

/** The steps with what follows from the sources: the address of a page, and the files that a page uses. */
function completed(steps: readonly Step[], sources: SourceFiles, list: ConversionList): Step[] {
  const assets = assetsOf(sources.names, list);
  return steps.map((step, index) =>
    index > 0
      ? step
      : {
          ...step,
          ...(isPage(sources) && { url: sources.url }),
          ...(assets.length > 0 && step.type === 'convert' && { assets }),
        },
  );
}
