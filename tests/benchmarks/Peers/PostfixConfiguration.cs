namespace SmtpAdmin.Benchmarks.Peers;

/// <summary>
/// The two files of a Postfix that relays from loopback to loopback. What is not said here is as Postfix ships: above
/// all, each message is flushed to disk (fsync) before it is answered with 250.
/// </summary>
internal static class PostfixConfiguration
{
    public static string MainFile(string folder, int smartHostPort) => $"""
        compatibility_level = 3.6
        queue_directory = {folder}/queue
        data_directory = {folder}/data
        myhostname = postfix.example.com
        mydestination =
        alias_maps =
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        mynetworks = 127.0.0.0/8
        relayhost = [127.0.0.1]:{smartHostPort}
        smtpd_relay_restrictions = permit_mynetworks, reject

        """;

    // As Debian's master.cf, without the services for local mail, and without chroot, which needs copies of system files.
    public static string MasterFile(int port) => $"""
        127.0.0.1:{port} inet n - n - - smtpd
        cleanup  unix n - n -     0 cleanup
        qmgr     unix n - n 300   1 qmgr
        tlsmgr   unix - - n 1000? 1 tlsmgr
        rewrite  unix - - n -     - trivial-rewrite
        bounce   unix - - n -     0 bounce
        defer    unix - - n -     0 bounce
        trace    unix - - n -     0 bounce
        verify   unix - - n -     1 verify
        flush    unix n - n 1000? 0 flush
        proxymap unix - - n -     - proxymap
        smtp     unix - - n -     - smtp
        relay    unix - - n -     - smtp
        error    unix - - n -     - error
        retry    unix - - n -     - error
        anvil    unix - - n -     1 anvil
        scache   unix - - n -     1 scache

        """;
}
