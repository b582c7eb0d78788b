import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Problem } from '../../shared/Problem.tsx';
import { openPdf, type PdfDocument, type PdfPage } from './pdf.ts';

const usePdfStyles = makeStyles({
  pages: { display: 'flex', flexDirection: 'column', alignItems: 'center', gap: tokens.spacingVerticalL },
  // Paper is white in dark mode too.
  page: { width: '100%', maxWidth: '900px', backgroundColor: '#fff', boxShadow: tokens.shadow8 },
  canvas: { display: 'block', width: '100%' },
});

/** The pages of a PDF. A page is drawn when it comes near the window. */
export function PdfView({ bytes }: { bytes: Blob }) {
  const styles = usePdfStyles();
  const pdf = useQuery({
    queryKey: ['pdf', bytes],
    queryFn: () => openPdf(bytes),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (pdf.error) return <Problem error={pdf.error} />;
  if (!pdf.data) return <Spinner label="Opening the PDF" />;
  const { data } = pdf;
  return (
    <div className={styles.pages}>
      {Array.from({ length: data.numPages }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place of a page is its identity
        <Page key={index} pdf={data} number={index + 1} />
      ))}
    </div>
  );
}

function Page({ pdf, number }: { pdf: PdfDocument; number: number }) {
  const styles = usePdfStyles();
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        setNear(true);
        observer.disconnect();
      },
      { rootMargin: '100% 0px' },
    );
    if (place.current) observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  const page = useQuery({
    queryKey: ['page', pdf.fingerprints, number],
    queryFn: () => pdf.getPage(number),
    enabled: isNear,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div ref={place} className={styles.page} style={{ aspectRatio: '210 / 297', ...shapeOf(page.data) }}>
      {page.data && <Canvas page={page.data} label={`Page ${number} of ${pdf.numPages}`} />}
    </div>
  );
}

function shapeOf(page: PdfPage | undefined): { aspectRatio?: string } {
  if (!page) return {};
  const { width, height } = page.getViewport({ scale: 1 });
  return { aspectRatio: `${width} / ${height}` };
}

function Canvas({ page, label }: { page: PdfPage; label: string }) {
  const styles = usePdfStyles();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const { width } = page.getViewport({ scale: 1 });
    const scale = (element.clientWidth / width) * devicePixelRatio;
    const viewport = page.getViewport({ scale });
    element.width = viewport.width;
    element.height = viewport.height;
    const task = page.render({ canvas: element, viewport });
    task.promise.then(
      () => setDrawn(true),
      (error: Error) => {
        // The view was closed before the page was drawn.
        if (error.name !== 'RenderingCancelledException') throw error;
      },
    );
    return () => task.cancel();
  }, [page]);
  return <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} data-drawn={isDrawn} />;
}
