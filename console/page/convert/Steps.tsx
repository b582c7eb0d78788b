import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useState } from 'react';
import { SchemaForm } from '../../shared/form/SchemaForm.tsx';
import { labelOf } from '../../shared/formatting.ts';
import { useStyles } from '../../shared/styles.ts';
import type { ConversionList } from '../session/client.ts';
import type { Step } from '../session/step.ts';
import { formatsAfter, formatText, offersAfter, optionsOf } from './planning.ts';

const useStepStyles = makeStyles({
  step: {
    padding: tokens.spacingHorizontalM,
    marginBottom: tokens.spacingVerticalS,
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  offer: { padding: `${tokens.spacingVerticalXS} 0` },
});

interface Props {
  list: ConversionList;
  /** The formats of the chosen files. */
  formats: readonly string[];
  names: readonly string[];
  steps: readonly Step[];
  onChange: (steps: Step[]) => void;
}

/** The steps of a job in their order, each with its options; and those that can be added. */
export function Steps({ list, formats, names, steps, onChange }: Props) {
  const styles = useStyles();
  const own = useStepStyles();
  const [isAdding, setAdding] = useState(steps.length === 0);
  const move = (from: number, to: number) => {
    const moved = [...steps];
    moved.splice(to, 0, ...moved.splice(from, 1));
    onChange(moved);
  };
  const now = formatsAfter(formats, steps, list);
  const firstConversion = steps.findIndex(({ type }) => type === 'convert');
  const merges = steps.some(({ type }) => type === 'merge');
  const shownOptions = (step: Step, index: number) => {
    const names = optionsOf(step, formatsAfter(formats, steps.slice(0, index), list), list);
    // The target of the first conversion is chosen above the steps.
    return index === firstConversion ? names.filter((name) => name !== 'to') : names;
  };
  const offers = offersAfter(now, merges ? 1 : names.length, list);
  return (
    <section className={styles.tight} aria-label="Steps">
      <ol className={styles.list}>
        {steps.map((step, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place and type
            key={`${index} ${step.type}`}
            className={own.step}
          >
            <div className={styles.spread}>
              <Text weight="semibold" className={styles.grow}>
                {index + 1}. {labelOf(step.type)}
              </Text>
              <Button
                appearance="subtle"
                icon={<ArrowUpRegular />}
                aria-label={`Move ${step.type} up`}
                disabled={index === 0}
                onClick={() => move(index, index - 1)}
              />
              <Button
                appearance="subtle"
                icon={<ArrowDownRegular />}
                aria-label={`Move ${step.type} down`}
                disabled={index === steps.length - 1}
                onClick={() => move(index, index + 1)}
              />
              <Button
                appearance="subtle"
                icon={<DismissRegular />}
                aria-label={`Remove ${step.type}`}
                onClick={() => onChange(steps.toSpliced(index, 1))}
              />
            </div>
            <SchemaForm
              schema={list.steps.find(({ type }) => type === step.type)?.schema ?? {}}
              names={shownOptions(step, index)}
              files={names}
              value={step}
              onChange={(changed) => onChange(steps.with(index, { ...changed, type: step.type }))}
            />
          </li>
        ))}
      </ol>
      {isAdding ? (
        <ul className={styles.list} aria-label="Steps that can be added">
          {offers.map(({ kind: { type, summary }, reason }) => (
            <li key={type} className={`${styles.spread} ${own.offer}`}>
              <div className={styles.grow}>
                <Text weight="semibold">{labelOf(type)}</Text>
                <br />
                <Text size={200} className={styles.muted}>
                  {reason ?? summary}
                </Text>
              </div>
              <Button
                size="small"
                icon={<AddRegular />}
                aria-label={`Add ${type}`}
                disabled={reason !== undefined}
                onClick={() => {
                  onChange([...steps, { type }]);
                  setAdding(false);
                }}
              />
            </li>
          ))}
        </ul>
      ) : (
        <div>
          <Button icon={<AddRegular />} onClick={() => setAdding(true)}>
            Add a step
          </Button>
          <Text size={200} className={styles.muted}>
            {` after these steps: ${now.map(formatText).join(', ')}`}
          </Text>
        </div>
      )}
    </section>
  );
}
