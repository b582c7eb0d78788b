import { Contrib, Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import parseLicence from 'spdx-expression-parse';
import { thirdPartyFolders } from './appFiles.ts';
import { appManifest } from './appManifest.ts';
import type { Bundle } from './bundleRole.ts';
import { manifestOf } from './packageFiles.ts';

const references = new Contrib.FromNodePackageJson.Factories.ExternalReferenceFactory();
const licences = new Contrib.License.Factories.LicenseFactory(parseLicence);
const builder = new Contrib.FromNodePackageJson.Builders.ComponentBuilder(references, licences);

/**
 * The bill of materials of a role's package: CycloneDX 1.6 as JSON, with every third-party package that it contains, bundled or
 * installed. It has neither a time nor a serial number, so that the same sources give the same bytes.
 */
export function billOfMaterials(bundle: Bundle): string {
  const { name, ...manifest } = appManifest();
  const bom = new Models.Bom();
  bom.metadata.component = componentOf(
    { ...manifest, name: `${name}-${bundle.role}` },
    Enums.ComponentType.Application,
  );
  // A version of a package that is installed in several folders is one component.
  const components = thirdPartyFolders(bundle).map((folder) => componentOf(manifestOf(folder)));
  for (const each of new Map(components.map((component) => [component.purl, component])).values())
    bom.components.add(each);
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 1 })}\n`;
}

function componentOf(manifest: { name: string; version: string }, type = Enums.ComponentType.Library) {
  const component = builder.makeComponent(manifest, type);
  if (!component) throw new Error(`The manifest of ${manifest.name} describes no component.`);
  const { group = null, name, version } = component;
  component.purl = new PackageURL('npm', group, name, version, null, null).toString();
  // Without a value, the serializer draws random references.
  component.bomRef.value = component.purl;
  return component;
}
