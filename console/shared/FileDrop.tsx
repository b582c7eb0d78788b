import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { DocumentAddRegular } from '@fluentui/react-icons/svg/document-add';
import { useRef, useState } from 'react';
import { useStyles } from './styles.ts';

const useDropStyles = makeStyles({
  area: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingVerticalM,
    minHeight: '200px',
    padding: tokens.spacingHorizontalL,
    boxSizing: 'border-box',
    textAlign: 'center',
    borderRadius: tokens.borderRadiusXLarge,
    border: `2px dashed ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  small: { minHeight: '80px', flexDirection: 'row', flexWrap: 'wrap' },
  over: { border: `2px dashed ${tokens.colorBrandStroke1}`, backgroundColor: tokens.colorBrandBackground2 },
  icon: { fontSize: '40px', color: tokens.colorBrandForeground1 },
  smallIcon: { fontSize: '28px' },
});

interface Props {
  prompt: string;
  button: string;
  hint: string;
  /** The extensions to choose from; any if absent. */
  accept?: string;
  multiple?: boolean;
  /** After files were chosen the area is small. */
  isSmall: boolean;
  onFiles: (files: File[]) => void;
}

/** Takes files that are dropped or chosen. */
export function FileDrop({ prompt, button, hint, accept, multiple = false, isSmall, onFiles }: Props) {
  const styles = useStyles();
  const own = useDropStyles();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like this in all browsers
    <div
      role="group"
      aria-label={prompt}
      className={mergeClasses(own.area, isSmall && own.small, isOver && own.over)}
      onDragLeave={() => setOver(false)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <DocumentAddRegular className={mergeClasses(own.icon, isSmall && own.smallIcon)} aria-hidden />
      <Text size={isSmall ? 300 : 400} className={styles.name}>
        {prompt}
      </Text>
      <Button appearance={isSmall ? 'secondary' : 'primary'} onClick={() => input.current?.click()}>
        {button}
      </Button>
      {!isSmall && (
        <Text size={200} className={styles.muted}>
          {hint}
        </Text>
      )}
      <input
        ref={input}
        hidden
        type="file"
        accept={accept}
        multiple={multiple}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // Choosing the same file again is a change too.
          target.value = '';
        }}
      />
    </div>
  );
}
