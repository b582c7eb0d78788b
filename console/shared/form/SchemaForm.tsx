import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { OptionField } from './OptionField.tsx';
import { leadingNames, resolved, type Schema } from './schema.ts';

const useFormStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(260px, 100%), 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalL,
    paddingTop: tokens.spacingVerticalS,
  },
});

/** As many options are shown at once; further ones on request. */
const few = 8;

interface Props {
  schema: object;
  /** The names of the properties to show. */
  names: readonly string[];
  /** The names of files that a property can refer to. */
  files?: readonly string[];
  value: Readonly<Record<string, unknown>>;
  onChange: (value: Record<string, unknown>) => void;
}

/** A form for an object, made from its JSON Schema. A property that is left empty is absent. */
export function SchemaForm({ schema: given, names, files = [], value, onChange }: Props) {
  const styles = useFormStyles();
  const [all, setAll] = useState(false);
  const schema: Schema = given;
  const leading = leadingNames(schema);
  const isFirst = (name: string) => leading.has(name) || value[name] !== undefined;
  const shown = all || names.length <= few ? names : names.filter(isFirst);
  const change = (name: string, changed: unknown) => {
    const { [name]: _, ...others } = value;
    onChange(changed === undefined ? others : { ...others, [name]: changed });
  };
  return (
    <>
      <div className={styles.fields}>
        {shown.map((name) => (
          <OptionField
            key={name}
            name={name}
            schema={resolved(schema.properties?.[name] ?? {}, schema)}
            required={schema.required?.includes(name) ?? false}
            files={files}
            value={value[name]}
            onChange={(changed) => change(name, changed)}
          />
        ))}
      </div>
      {shown.length < names.length && (
        <Button appearance="subtle" size="small" onClick={() => setAll(true)}>
          {`Show ${names.length - shown.length} more options`}
        </Button>
      )}
    </>
  );
}
