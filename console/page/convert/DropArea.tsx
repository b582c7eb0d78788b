import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { FileDrop } from '../../shared/FileDrop.tsx';
import { bytesText } from '../../shared/formatting.ts';
import { useStyles } from '../../shared/styles.ts';
import { type SourceProps, withFiles, withoutFile } from './sourceFiles.ts';

const useFileStyles = makeStyles({ file: { padding: `${tokens.spacingVerticalXS} 0` } });

/** Takes files that are dropped or chosen, and lists them. */
export function DropArea({ sources, onChange }: SourceProps) {
  const styles = useStyles();
  const own = useFileStyles();
  const isEmpty = sources.files.length === 0;
  return (
    <div className={styles.tight}>
      <FileDrop
        prompt={isEmpty ? 'Drop documents here' : 'Drop more documents here'}
        button="Choose files"
        hint="Word, Excel, PowerPoint, OpenDocument, PDF, HTML, Markdown, pictures and more"
        multiple
        isSmall={!isEmpty}
        onFiles={(files) => onChange(withFiles(sources, files))}
      />
      {!isEmpty && (
        <ul className={styles.list} aria-label="Chosen files">
          {sources.files.map(({ name, size }) => (
            <li key={name} className={mergeClasses(styles.spread, own.file)}>
              <Text className={mergeClasses(styles.grow, styles.name)}>{name}</Text>
              <Text className={styles.muted}>{bytesText(size)}</Text>
              <Button
                appearance="subtle"
                icon={<DismissRegular />}
                aria-label={`Remove ${name}`}
                onClick={() => onChange(withoutFile(sources, name))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
