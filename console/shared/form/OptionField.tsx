import { Field, Input, Select, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { labelOf } from '../formatting.ts';
import { type Control, controlOf, type Schema } from './schema.ts';

interface Props {
  name: string;
  schema: Schema;
  required: boolean;
  files: readonly string[];
  value: unknown;
  /** Receives the changed value; undefined if it is empty. */
  onChange: (value: unknown) => void;
}

/** The field of an option: its label, what it means, and a control for its type. */
export function OptionField({ name, schema, required, files, value, onChange }: Props) {
  const [problem, setProblem] = useState<string>();
  const control = controlOf(name, schema);
  const text = useText(control, value);
  const enter = (entered: string) => {
    text.set(entered);
    try {
      onChange(entered === '' ? undefined : parse(entered, control, schema));
      setProblem(undefined);
    } catch (error) {
      setProblem(`This is not JSON: ${(error as Error).message}`);
    }
  };
  const choices = choicesOf(control, schema, files);
  return (
    <Field
      label={labelOf(name)}
      required={required}
      {...(schema.description !== undefined && { hint: schema.description.replaceAll('`', '') })}
      {...(problem !== undefined && { validationMessage: problem })}
    >
      {choices ? (
        <Select value={text.value} onChange={(_, data) => enter(data.value)}>
          {!required && <option value="">{control === 'file' ? 'None' : defaultText(schema)}</option>}
          {choices.map(([choice, label]) => (
            <option key={choice} value={choice}>
              {label}
            </option>
          ))}
        </Select>
      ) : control === 'json' ? (
        <Textarea value={text.value} resize="vertical" onChange={(_, data) => enter(data.value)} />
      ) : (
        <Input
          type={control === 'number' ? 'number' : control === 'secret' ? 'password' : 'text'}
          autoComplete={control === 'secret' ? 'new-password' : 'off'}
          step="any"
          min={schema.minimum}
          max={schema.maximum}
          placeholder={placeholderOf(schema)}
          value={text.value}
          onChange={(_, data) => enter(data.value)}
        />
      )}
    </Field>
  );
}

/** The value that a text stands for. @throws SyntaxError if it should be JSON, and is not */
function parse(text: string, control: Control, schema: Schema): unknown {
  if (control === 'choice') return schema.enum?.find((each) => String(each) === text);
  if (control === 'flag') return text === 'true';
  if (control === 'number') return Number(text);
  if (control !== 'json') return text;
  // A plain word needs no quotes where a text is allowed too.
  const isWord = /^[\w-]+$/.test(text) && schema.anyOf?.some(({ type }) => type === 'string');
  return isWord ? text : JSON.parse(text);
}

/** The text of a control. That of JSON is kept as it is typed; while it is not valid, the option keeps its value. */
function useText(control: Control, value: unknown) {
  const [typed, set] = useState(value === undefined ? '' : JSON.stringify(value, undefined, 2));
  if (control === 'json') return { value: typed, set };
  return { value: value === undefined ? '' : String(value), set: () => undefined };
}

function choicesOf(
  control: Control,
  schema: Schema,
  files: readonly string[],
): [string, string][] | undefined {
  if (control === 'choice') return schema.enum?.map((each) => [String(each), String(each)]);
  if (control === 'file') return files.map((each) => [each, each]);
  if (control === 'flag')
    return [
      ['true', 'Yes'],
      ['false', 'No'],
    ];
  return undefined;
}

function defaultText({ default: value }: Schema): string {
  if (value === undefined) return 'Default';
  return `Default (${value === true ? 'yes' : value === false ? 'no' : value})`;
}

function placeholderOf({ default: value, examples: [example] = [] }: Schema): string | undefined {
  if (value !== undefined) return String(value);
  return example === undefined ? undefined : `such as ${example}`;
}
