import { makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { useStyles } from './styles.ts';

const useChoiceStyles = makeStyles({
  group: { margin: 0, padding: 0, border: 'none', minWidth: 0 },
  legend: { padding: 0, paddingBottom: tokens.spacingVerticalS, fontWeight: tokens.fontWeightSemibold },
  input: { position: 'absolute', opacity: 0 },
  label: {
    display: 'inline-block',
    position: 'relative',
    padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    cursor: 'pointer',
    ':not(:has(:checked)):hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':has(:checked)': {
      color: tokens.colorBrandForeground2,
      backgroundColor: tokens.colorBrandBackground2,
      border: `1px solid ${tokens.colorBrandStroke1}`,
      fontWeight: tokens.fontWeightSemibold,
    },
    ':has(:focus-visible)': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
});

interface Props<Value extends string> {
  legend: string;
  /** Value → its text. */
  choices: Readonly<Record<Value, string>>;
  chosen: Value | undefined;
  onChoose: (value: Value) => void;
}

/** One of a few values, all of which are visible. Radio buttons, because browsers make them work with a keyboard. */
export function Choice<Value extends string>({ legend, choices, chosen, onChoose }: Props<Value>) {
  const styles = useStyles();
  const own = useChoiceStyles();
  const name = useId();
  return (
    <fieldset className={own.group}>
      <legend className={own.legend}>{legend}</legend>
      <div className={styles.row}>
        {Object.entries<string>(choices).map(([value, text]) => (
          <label key={value} className={own.label}>
            <input
              type="radio"
              name={name}
              className={own.input}
              checked={value === chosen}
              onChange={() => onChoose(value as Value)}
            />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
