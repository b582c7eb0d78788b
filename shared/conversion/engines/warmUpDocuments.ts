import type { EngineTask } from './engine.ts';

/** A Word document of one line. */
export const warmUpDocx = Buffer.from(
  [
    'UEsDBBQAAAgIAAAAIVx5bjPX7AAAAK0BAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbH2Qy07DMBBFf8XyFsUOLBBCcbrgsQQW5QMs',
    'e5JYtWcsjxvSv0dpSxeosL6Pc3W7zZKimKFwIDTyVrVSADryAUcjP7evzYMUXC16GwnByAOw3PTd9pCBxZIispFTrflRa3YTJMuK',
    'MuCS4kAl2cqKyqizdTs7gr5r23vtCCtgberaIfvuGQa7j1W8LBXwtKNAZCmeTsaVZaTNOQZnayDUM/pflOZMUAXi0cNTyHyzpCj1',
    'VcKq/A04595nKCV4EB+21DebwEj9RcVrT26fAKv6v+bKThqG4OCSX9tyIQfMAccU1UVJNuDPfn28u/8GUEsDBBQAAAgIAAAAIVyb',
    '/TfqsQAAACkBAAALAAAAX3JlbHMvLnJlbHONz8FqwzAQBNBfEXuv5eQQQrDsSwjkWtwPENLaFpV2hVZNnb/PJYc49NDrMLxhumFN',
    'Ud2wSGAysGtaUEiOfaDZwNd4+TiCkmrJ28iEBu4oMPTdJ0ZbA5MsIYtaUyQxsNSaT1qLWzBZaTgjrSlOXJKt0nCZdbbu286o9217',
    '0OXVgK2prt5AufodqPGe8T82T1NweGb3k5DqHxNvDVCjLTNWA79cvPbPuFlTBN13enOxfwBQSwMEFAAACAgAAAAhXMm5f8pjAQAA',
    'eAMAABEAAAB3b3JkL2RvY3VtZW50LnhtbJ2TTU/DMAyG/0qUO8vG0DSqtRMCcQIJCRDnLHXbSE0c2RkZ/HrUL20IDtMucRI7j9/Y',
    'yWZ7cK34BGKLPpeL2VwK8AZL6+tcvr89Xq2l4Kh9qVv0kMsvYLktNikr0ewd+CgOrvWcpVw2MYZMKTYNOM0zDOAPrq2QnI48Q6pV',
    'QioDoQFm62vXquv5fKWctl6OGDoHg1VlDTyMAgYIQaujRc+NDTzRUjgHV5JOJ3J+i3wYnBNRXwA8vV+w5gJCsCbuCWRX9x2WX50N',
    '/fBCxUaNNmXDMM4f0UcWKdNsrM3lvabWRpQiZc2d55Md1WNVDxoP913NOGgDuQwEDPQJsvjQ5MQ+dIFxCB+yX6Lnye6A+paJVyBb',
    'nQj74zpHm/UiJhRVl+VfgQwmDoRQv36L1D3ZxeJ2vuoz53KxWi/XQzFC/axJpCxi6GKWN10I2bqJx+UOY0R3XLdQTd5B7pRPTT1T',
    'x09T/ABQSwECPwMUAAAICAAAACFceW4z1+wAAACtAQAAEwAJAAAAAAAAAAAAtIEAAAAAW0NvbnRlbnRfVHlwZXNdLnhtbFVUBQAD',
    'ALlVaVBLAQI/AxQAAAgIAAAAIVyb/TfqsQAAACkBAAALAAkAAAAAAAAAAAC0gR0BAABfcmVscy8ucmVsc1VUBQADALlVaVBLAQI/',
    'AxQAAAgIAAAAIVzJuX/KYwEAAHgDAAARAAkAAAAAAAAAAAC0gfcBAAB3b3JkL2RvY3VtZW50LnhtbFVUBQADALlVaVBLBQYAAAAA',
    'AwADANQAAACJAwAAAAA=',
  ].join(''),
  'base64',
);

export const officeWarmUp: EngineTask = {
  operation: 'convert',
  files: [{ name: 'warm.docx', bytes: warmUpDocx }],
  options: { to: 'pdf' },
};

export const warmUpHtml = Buffer.from('<!doctype html><title>Warm</title><p>Warm &ndash; <b>up</b></p>');

export const warmUpPdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\ntrailer<</Root 1 0 R>>\n',
);
