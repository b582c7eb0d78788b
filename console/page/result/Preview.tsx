import { makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { bytesText } from '../../shared/formatting.ts';
import { Problem } from '../../shared/Problem.tsx';
import type { Job } from '../session/client.ts';
import { resultBytes } from './download.ts';
import { HtmlView } from './HtmlView.tsx';
import { TextView } from './TextView.tsx';

const PdfView = lazy(() => import('./PdfView.tsx').then(({ PdfView }) => ({ default: PdfView })));

/** A larger file would take too much memory of the browser. */
const largestShown = 100_000_000;

const usePreviewStyles = makeStyles({
  picture: {
    display: 'block',
    maxWidth: '100%',
    margin: '0 auto',
    // Shows transparent pixels.
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow4,
  },
});

interface Props {
  id: string;
  index: number;
  file: NonNullable<Job['results']>[number];
}

/** A view of a result file at a glance. */
export function Preview({ id, index, file }: Props) {
  const isTooLarge = file.size > largestShown;
  const bytes = useQuery({
    queryKey: ['result', id, index],
    queryFn: ({ signal }) => resultBytes(id, index, file, signal),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: !isTooLarge,
  });
  if (isTooLarge) return <Text>{`The file has ${bytesText(file.size)}. Download it to see it.`}</Text>;
  if (bytes.error) return <Problem error={bytes.error} retry={() => void bytes.refetch()} />;
  if (!bytes.data) return <Spinner label="Loading the result" />;
  return (
    <Suspense fallback={<Spinner label="Loading the view" />}>
      <View bytes={bytes.data} file={file} />
    </Suspense>
  );
}

/** What browsers show by themselves; TIFF, for example, is not among them. */
const pictures = /^image\/(png|jpeg|webp|gif|avif|svg\+xml)$/;

function View({ bytes, file: { contentType, name } }: { bytes: Blob; file: Props['file'] }) {
  const [type = ''] = contentType.split(';');
  if (type === 'application/pdf') return <PdfView bytes={bytes} />;
  if (pictures.test(type)) return <Picture bytes={bytes} name={name} />;
  if (type === 'text/html' || type === 'application/xhtml+xml') return <HtmlView bytes={bytes} />;
  if (type.startsWith('text/') || type === 'application/json') return <TextView bytes={bytes} />;
  return <Text>Browsers do not show files of this format. Download it to open it.</Text>;
}

function Picture({ bytes, name }: { bytes: Blob; name: string }) {
  const styles = usePreviewStyles();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(bytes);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return <img className={styles.picture} src={url} alt={name} />;
}
