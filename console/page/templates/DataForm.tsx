import { Button, Field, Input, makeStyles, Text, Textarea, tokens } from '@fluentui/react-components';
import { labelOf } from '../../shared/formatting.ts';
import { useStyles } from '../../shared/styles.ts';
import type { ListShape, ObjectShape, Shape, ValueShape } from './shape.ts';
import { type Data, emptyData } from './templateData.ts';

const useDataStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(220px, 100%), 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalM,
  },
  group: { gridColumn: '1 / -1', margin: 0, padding: 0, border: 'none', minWidth: 0 },
  legend: { padding: `${tokens.spacingVerticalS} 0`, fontWeight: tokens.fontWeightSemibold },
  item: {
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

interface Props<Kind extends Shape> {
  name: string;
  shape: Kind;
  data: Data | undefined;
  onChange: (data: Data) => void;
}

/** The fields of an object of the data. */
export function ObjectFields({ shape, data, onChange }: Omit<Props<ObjectShape>, 'name'>) {
  const styles = useDataStyles();
  const object = data !== undefined && typeof data === 'object' && !Array.isArray(data) ? data : {};
  // Values first: objects and lists take whole lines.
  const fields = [...shape.fields].sort(
    ([, a], [, b]) => Number(a.kind !== 'value') - Number(b.kind !== 'value'),
  );
  return (
    <div className={styles.fields}>
      {fields.map(([name, field]) => {
        const props = {
          name,
          data: object[name],
          onChange: (changed: Data) => onChange({ ...object, [name]: changed }),
        };
        if (field.kind === 'value') return <ValueField key={name} shape={field} {...props} />;
        return (
          <fieldset key={name} className={styles.group}>
            <legend className={styles.legend}>{labelOf(name)}</legend>
            {field.kind === 'object' ? (
              <ObjectFields shape={field} {...props} />
            ) : (
              <ListFields shape={field} {...props} />
            )}
          </fieldset>
        );
      })}
    </div>
  );
}

function ListFields({ name, shape, data, onChange }: Props<ListShape>) {
  const styles = useStyles();
  const own = useDataStyles();
  const items = Array.isArray(data) ? data : [];
  const label = labelOf(name);
  return (
    <div className={styles.tight}>
      {items.map((item, index) => {
        const props = { data: item, onChange: (changed: Data) => onChange(items.with(index, changed)) };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place of an item is its identity
          <div key={index} className={`${own.item} ${styles.tight}`}>
            <div className={styles.spread}>
              <Text>{`${label} ${index + 1}`}</Text>
              <Button
                size="small"
                appearance="subtle"
                aria-label={`Remove ${label} ${index + 1}`}
                onClick={() => onChange(items.toSpliced(index, 1))}
              >
                Remove
              </Button>
            </div>
            {shape.item.kind === 'object' ? (
              <ObjectFields shape={shape.item} {...props} />
            ) : shape.item.kind === 'list' ? (
              <ListFields name={name} shape={shape.item} {...props} />
            ) : (
              <ValueField name={`${label} ${index + 1}`} shape={shape.item} {...props} />
            )}
          </div>
        );
      })}
      <div>
        <Button size="small" onClick={() => onChange([...items, emptyData(shape.item)])}>
          {`Add to ${label.toLowerCase()}`}
        </Button>
      </div>
    </div>
  );
}

function ValueField({ name, shape: { type }, data, onChange }: Props<ValueShape>) {
  const value = typeof data === 'string' || typeof data === 'number' ? String(data) : '';
  if (type === 'image') return <ImageField name={name} onChange={onChange} />;
  return (
    <Field label={labelOf(name)}>
      {type === 'text' ? (
        <Textarea
          rows={1}
          resize="vertical"
          value={value}
          onChange={(_, changed) => onChange(changed.value)}
        />
      ) : (
        <Input
          type={type}
          step="any"
          value={value}
          onChange={(_, changed) =>
            onChange(type === 'number' && changed.value !== '' ? Number(changed.value) : changed.value)
          }
        />
      )}
    </Field>
  );
}

/** A picture becomes a part of the data: a `data:` URI. */
function ImageField({ name, onChange }: Pick<Props<ValueShape>, 'name' | 'onChange'>) {
  const read = (file: File | undefined) => {
    if (!file) return onChange('');
    const reader = new FileReader();
    reader.onload = () => onChange(String(reader.result));
    reader.readAsDataURL(file);
  };
  return (
    <Field label={labelOf(name)}>
      {(props) => (
        <input
          {...props}
          type="file"
          accept="image/png,image/jpeg,image/gif"
          onChange={({ target }) => read(target.files?.[0])}
        />
      )}
    </Field>
  );
}
