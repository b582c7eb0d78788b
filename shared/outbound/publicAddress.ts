import { BlockList, isIP } from 'node:net';

/**
 * IPv4 ranges that are not public: the IANA IPv4 Special-Purpose Address Registry (RFC 6890), and addresses of cloud
 * platforms.
 */
const deniedIpv4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // Azure platform: DHCP, DNS and health probes
  '169.254.0.0/16', // link-local, including the metadata and identity endpoints of clouds
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // automatic multicast tunnels
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
];

/**
 * Denied ranges within IPv6 global unicast (2000::/3, RFC 4291). Everything else in IPv6 is denied as well: IPv4-mapped
 * addresses, NAT64 (64:ff9b::/96), unique-local, link-local, multicast and loopback.
 */
const deniedIpv6 = [
  '2001::/23', // protocol assignments: Teredo, ORCHID, benchmarks
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4, which embeds an IPv4 address
  '2620:4f:8000::/48', // AS112
  '3ffe::/16', // the former 6bone
  '3fff::/20', // documentation
];

const denied = { ipv4: listOf('ipv4', deniedIpv4), ipv6: listOf('ipv6', deniedIpv6) };
const globalUnicast = listOf('ipv6', ['2000::/3']);

/** Whether a text is an IP address of the public internet. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !denied.ipv4.check(address, 'ipv4');
  return version === 6 && globalUnicast.check(address, 'ipv6') && !denied.ipv6.check(address, 'ipv6');
}

function listOf(family: 'ipv4' | 'ipv6', ranges: string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits] = range.split('/');
    list.addSubnet(network, Number(bits), family);
  }
  return list;
}
