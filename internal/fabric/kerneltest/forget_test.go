//go:build linux

package kerneltest

import (
	"encoding/binary"
	"fmt"

	"golang.org/x/sys/unix"
)

// Messages of the kernel's connection tracking. Source: linux/netfilter/nfnetlink.h, nfnetlink_conntrack.h.
const (
	ctnetlinkDelete = 1<<8 | 2 // NFNL_SUBSYS_CTNETLINK, IPCTNL_MSG_CT_DELETE
	messageLength   = 20       // nlmsghdr, nfgenmsg
)

// forgetFlows makes the thread's namespace forget all connections that it tracks, so that one network's do not meet the
// next one's, which has the same addresses.
func forgetFlows() error {
	s, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_NETFILTER)
	if err != nil {
		return fmt.Errorf("opening netlink: %w", err)
	}
	defer func() { _ = unix.Close(s) }()
	message := make([]byte, messageLength)
	binary.NativeEndian.PutUint32(message[0:], messageLength)
	binary.NativeEndian.PutUint16(message[4:], ctnetlinkDelete)
	binary.NativeEndian.PutUint16(message[6:], unix.NLM_F_REQUEST|unix.NLM_F_ACK)
	message[16] = unix.AF_INET
	if err := unix.Sendto(s, message, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
		return fmt.Errorf("forgetting flows: %w", err)
	}
	answer := make([]byte, 1024)
	n, _, err := unix.Recvfrom(s, answer, 0)
	if err != nil || n < messageLength {
		return fmt.Errorf("forgetting flows: %d bytes, %w", n, err)
	}
	if code := int32(binary.NativeEndian.Uint32(answer[16:])); code != 0 {
		return fmt.Errorf("forgetting flows: %w", unix.Errno(-code))
	}
	return nil
}
