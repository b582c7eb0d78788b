import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { Problem } from '../../shared/Problem.tsx';
import { isRefusal } from '../session/refusal.ts';
import { token, useToken } from '../session/token.ts';

const SignIn = lazy(() => import('../session/SignIn.tsx').then(({ SignIn }) => ({ default: SignIn })));

const useShellStyles = makeStyles({
  shell: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground2 },
  header: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXXL,
    maxWidth: '1080px',
    margin: '0 auto',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
  },
  brand: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'none',
  },
  links: { display: 'flex', flexGrow: 1, gap: tokens.spacingHorizontalXS },
  link: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
  },
  active: { color: tokens.colorBrandForegroundLink, fontWeight: tokens.fontWeightSemibold },
  last: { marginLeft: 'auto' },
  main: {
    maxWidth: '1080px',
    margin: '0 auto',
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalL} 64px`,
    boxSizing: 'border-box',
  },
});

const screens = [
  { to: '/', name: 'Convert' },
  { to: '/templates', name: 'Templates' },
  { to: '/usage', name: 'Usage' },
] as const;

/** The frame of all screens. It registers the browser, or asks for a token where it cannot register. */
export function Shell() {
  const styles = useShellStyles();
  return (
    <div className={styles.shell}>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link to="/" className={styles.brand}>
            <img src="/app/icon.svg" alt="" width="28" height="28" />
            Conveyor
          </Link>
          <nav className={styles.links} aria-label="Screens">
            {screens.map(({ to, name }) => (
              <Link
                key={to}
                to={to}
                className={styles.link}
                activeOptions={{ exact: true }}
                activeProps={{ className: styles.active }}
              >
                {name}
              </Link>
            ))}
            <a href="/docs" className={`${styles.link} ${styles.last}`}>
              API
            </a>
          </nav>
        </div>
      </header>
      <main className={styles.main}>
        <Session />
      </main>
    </div>
  );
}

function Session() {
  const present = useToken();
  const session = useQuery({ queryKey: ['session', present], queryFn: () => token() });
  if (present !== null) return <Outlet />;
  if (session.isPending) return <Spinner label="Registering this browser" />;
  if (session.error && isRefusal(session.error))
    return (
      <Suspense>
        <SignIn />
      </Suspense>
    );
  return session.error ? <Problem error={session.error} retry={() => void session.refetch()} /> : <Outlet />;
}
