import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';

const useHtmlStyles = makeStyles({
  frame: {
    width: '100%',
    height: '75vh',
    border: 'none',
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow4,
    // Pages expect it.
    backgroundColor: '#fff',
    colorScheme: 'light',
  },
});

/** HTML in a frame of an origin of its own, whose policy runs no script of the HTML and requests nothing for it. */
export function HtmlView({ bytes }: { bytes: Blob }) {
  const styles = useHtmlStyles();
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const send = async ({ source, data }: MessageEvent) => {
      const target = frame.current?.contentWindow;
      // The frame has no origin that a message could be addressed to.
      if (target && source === target && data === 'ready') target.postMessage(await bytes.text(), '*');
    };
    const listener = (event: MessageEvent) => void send(event);
    addEventListener('message', listener);
    return () => removeEventListener('message', listener);
  }, [bytes]);
  return (
    <iframe
      ref={frame}
      className={styles.frame}
      title="The result"
      src="/app/frame.html"
      sandbox="allow-scripts"
    />
  );
}
