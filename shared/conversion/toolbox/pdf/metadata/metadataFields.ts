import type { Metadata } from '../../../steps/options/metadataProperties.ts';
import type { XmpProperty } from '../libraries/xmp.ts';

/** Names of a metadata property. */
interface Field {
  /** In the information dictionary (ISO 32000-2, 14.3.3). */
  key: string;
  /** In XMP (ISO 19005-2, 6.6.2.3.3). */
  xmp: Pick<XmpProperty, 'name' | 'kind'>;
}

/** The standard metadata properties that are texts or dates. */
export const metadataFields = {
  title: { key: 'Title', xmp: { name: 'dc:title', kind: 'language' } },
  author: { key: 'Author', xmp: { name: 'dc:creator', kind: 'sequence' } },
  subject: { key: 'Subject', xmp: { name: 'dc:description', kind: 'language' } },
  keywords: { key: 'Keywords', xmp: { name: 'pdf:Keywords', kind: 'text' } },
  creator: { key: 'Creator', xmp: { name: 'xmp:CreatorTool', kind: 'text' } },
  producer: { key: 'Producer', xmp: { name: 'pdf:Producer', kind: 'text' } },
  creationDate: { key: 'CreationDate', xmp: { name: 'xmp:CreateDate', kind: 'text' } },
  modificationDate: { key: 'ModDate', xmp: { name: 'xmp:ModifyDate', kind: 'text' } },
} as const satisfies Record<Exclude<keyof Metadata, 'trapped' | 'custom' | 'viewer'>, Field>;

export type MetadataField = keyof typeof metadataFields;
